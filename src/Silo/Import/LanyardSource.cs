using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Fabric.Silo.Import;

/// <summary>Lanyard's keys in a Redis (lanyard.md §4.4). They are only read.</summary>
internal sealed class LanyardSource(RedisConnection redis)
{
    public const string KeyValues = "lanyard_kv:";
    public const string KeyOwners = "api_key:";
    public const string OwnedKeys = "user_api_key:";

    private const string Scan = "1000";
    private const string Fields = "512";

    /// <summary>More than this of one user cannot be stored, so it is not read to its end.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    /// <summary>What follows the prefix in the names of the keys that have it. A name may come twice.</summary>
    public async IAsyncEnumerable<byte[]> ScanAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = "0"u8.ToArray();
        do
        {
            var reply = await redis.AskAsync(["SCAN"u8.ToArray(), cursor, "MATCH"u8.ToArray(), Utf8(prefix + "*"), "COUNT"u8.ToArray(), Utf8(Scan)], cancellationToken);
            (cursor, var names) = ReadPage(reply);
            foreach (var name in names.OfType<RespValue.Bulk>())
            {
                yield return name.Bytes[prefix.Length..];
            }
        }
        while (!cursor.AsSpan().SequenceEqual("0"u8));
    }

    /// <summary>The stores of users: fields and values in turn. An error, or a value that is too large, stands for a store that cannot be read.</summary>
    public async Task<RespValue[]> ReadStoresAsync(IReadOnlyList<ulong> users, CancellationToken cancellationToken)
    {
        var names = users.Select(static user => Utf8(KeyValues + user.ToString(CultureInfo.InvariantCulture))).ToList();
        var firsts = await redis.AskAsync([.. names.Select(static name => FieldScan(name, "0"u8.ToArray()))], cancellationToken);
        for (var index = 0; index < firsts.Length; index++)
        {
            firsts[index] = firsts[index] is RespValue.List ? await ReadOnAsync(names[index], firsts[index], cancellationToken) : firsts[index];
        }

        return firsts;
    }

    /// <summary>The values of keys: a string, or null where there is none.</summary>
    public async Task<IReadOnlyList<byte[]?>> GetAsync(string prefix, IReadOnlyList<byte[]> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var reply = await redis.AskAsync(["MGET"u8.ToArray(), .. names.Select(name => (byte[])[.. Utf8(prefix), .. name])], cancellationToken);
        return reply is RespValue.List list && list.Items.Count == names.Count
            ? [.. list.Items.Select(static item => (item as RespValue.Bulk)?.Bytes)]
            : throw redis.Refused(reply);
    }

    /// <summary>A small store comes whole; of a large one this is the rest.</summary>
    private async Task<RespValue> ReadOnAsync(byte[] name, RespValue first, CancellationToken cancellationToken)
    {
        var (cursor, items) = ReadPage(first);
        var all = new List<RespValue>(items);
        var bytes = items.Sum(LengthOf);
        while (!cursor.AsSpan().SequenceEqual("0"u8))
        {
            if (bytes > MostBytes)
            {
                return new RespValue.TooLarge(bytes);
            }

            var reply = await redis.AskAsync(FieldScan(name, cursor), cancellationToken);
            (cursor, items) = ReadPage(reply);
            all.AddRange(items);
            bytes += items.Sum(LengthOf);
        }

        return new RespValue.List(all);
    }

    private static byte[][] FieldScan(byte[] name, byte[] cursor) => ["HSCAN"u8.ToArray(), name, cursor, "COUNT"u8.ToArray(), Utf8(Fields)];

    private (byte[] Cursor, IReadOnlyList<RespValue> Items) ReadPage(RespValue reply) =>
        reply is RespValue.List { Items: [RespValue.Bulk cursor, RespValue.List items] } ? (cursor.Bytes, items.Items) : throw redis.Refused(reply);

    private static long LengthOf(RespValue item) => item is RespValue.Bulk bulk ? bulk.Bytes.Length : 0;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
