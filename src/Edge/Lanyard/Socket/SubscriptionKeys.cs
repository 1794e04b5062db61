using System.Text.Json;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>The three keys that data of Initialize and Unsubscribe may have, as raw JSON; empty where the key is absent.</summary>
internal readonly ref struct SubscriptionKeys
{
    /// <summary>The data is an object with at least one key, known or not.</summary>
    public bool HasAny { get; private init; }

    public ReadOnlySpan<byte> Ids { get; private init; }

    public ReadOnlySpan<byte> Id { get; private init; }

    public ReadOnlySpan<byte> All { get; private init; }

    /// <summary>Reads them from data that is known to be well-formed.</summary>
    public static SubscriptionKeys Read(ReadOnlySpan<byte> data, ReadOnlySpan<byte> idsKey, ReadOnlySpan<byte> idKey, ReadOnlySpan<byte> allKey)
    {
        ReadOnlySpan<byte> ids = default, id = default, all = default;
        var hasAny = false;
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (data.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            hasAny = true;
            var target = reader.ValueTextEquals(idsKey) ? 1 : reader.ValueTextEquals(idKey) ? 2 : reader.ValueTextEquals(allKey) ? 3 : 0;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = data[start..(int)reader.BytesConsumed];
            switch (target)
            {
                case 1: ids = value; break;
                case 2: id = value; break;
                case 3: all = value; break;
            }
        }

        return new SubscriptionKeys { HasAny = hasAny, Ids = ids, Id = id, All = all };
    }
}
