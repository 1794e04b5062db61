using System.Globalization;
using System.Text;

namespace Fabric.Silo.Import;

/// <summary>
/// Reads replies in Redis' protocol, RESP2 and RESP3 (https://redis.io/docs/latest/develop/reference/protocol-spec). Whatever the other side
/// says, it holds no more than its limits. Anything that is not the protocol is an <see cref="InvalidDataException" />, and the end of the
/// connection an <see cref="EndOfStreamException" />.
/// </summary>
internal sealed class RespReader(Stream stream, int maxBulkBytes = RespReader.DefaultMaxBulkBytes)
{
    /// <summary>No value of a key-value store may be larger than this either way.</summary>
    public const int DefaultMaxBulkBytes = 4 * 1024 * 1024;

    private const int MaxLine = 16 * 1024;
    private const int MaxItems = 1_000_000;
    private const int MaxDepth = 8;
    private const int VerbatimKind = 4;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next reply. What a server pushes of its own accord, and remarks, are passed over.</summary>
    public async ValueTask<RespValue> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ReadAsync(0, cancellationToken) is { } value)
            {
                return value;
            }
        }
    }

    /// <summary>Null for what is no reply.</summary>
    private async ValueTask<RespValue?> ReadAsync(int depth, CancellationToken cancellationToken)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("Replies within replies, too deep.");
        }

        var line = await ReadLineAsync(cancellationToken);
        var rest = line.Length > 0 ? line[1..] : throw NotTheProtocol();
        switch (line[0])
        {
            case '+' or ',' or '(':
                return new RespValue.Simple(rest);
            case '-':
                return new RespValue.Error(rest);
            case ':':
                return new RespValue.Number(ParseNumber(rest));
            case '#':
                return new RespValue.Number(rest == "t" ? 1 : 0);
            case '_':
                return new RespValue.Null();
            case '$' or '=' or '!':
                return await ReadBulkAsync(line[0], ParseNumber(rest), cancellationToken);
            case '*' or '~':
                return await ReadListAsync(ParseNumber(rest), depth, cancellationToken);
            case '%':
                return await ReadListAsync(2 * ParseNumber(rest), depth, cancellationToken);
            case '>':
                await ReadListAsync(ParseNumber(rest), depth, cancellationToken);
                return null;
            case '|':
                await ReadListAsync(2 * ParseNumber(rest), depth, cancellationToken);
                return null;
            default:
                throw NotTheProtocol();
        }
    }

    private async ValueTask<RespValue> ReadListAsync(long count, int depth, CancellationToken cancellationToken)
    {
        if (count < 0)
        {
            return new RespValue.Null();
        }

        if (count > MaxItems)
        {
            throw new InvalidDataException($"A reply of {count} items.");
        }

        var items = new List<RespValue>();
        while (items.Count < count)
        {
            if (await ReadAsync(depth + 1, cancellationToken) is { } item)
            {
                items.Add(item);
            }
        }

        return new RespValue.List(items);
    }

    private async ValueTask<RespValue> ReadBulkAsync(char kind, long length, CancellationToken cancellationToken)
    {
        if (length < 0)
        {
            return new RespValue.Null();
        }

        if (length > maxBulkBytes)
        {
            await CopyAsync(length, null, cancellationToken);
            await ReadEndAsync(cancellationToken);
            return new RespValue.TooLarge(length);
        }

        var bytes = new byte[length];
        await CopyAsync(length, bytes, cancellationToken);
        await ReadEndAsync(cancellationToken);
        return kind switch
        {
            '!' => new RespValue.Error(Encoding.UTF8.GetString(bytes)),
            '=' when bytes.Length >= VerbatimKind => new RespValue.Bulk(bytes[VerbatimKind..]),
            _ => new RespValue.Bulk(bytes),
        };
    }

    /// <summary>Takes the next bytes, or passes over them.</summary>
    private async ValueTask CopyAsync(long length, byte[]? target, CancellationToken cancellationToken)
    {
        for (long done = 0; done < length;)
        {
            if (_start == _end)
            {
                await FillAsync(cancellationToken);
            }

            var step = (int)Math.Min(length - done, _end - _start);
            if (target is not null)
            {
                _buffer.AsSpan(_start, step).CopyTo(target.AsSpan((int)done));
            }

            _start += step;
            done += step;
        }
    }

    private async ValueTask ReadEndAsync(CancellationToken cancellationToken)
    {
        if ((await ReadLineAsync(cancellationToken)).Length > 0)
        {
            throw NotTheProtocol();
        }
    }

    /// <summary>Up to the next CR LF, without it.</summary>
    private async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf("\r\n"u8);
            if (found >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, searched + found);
                _start += searched + found + 2;
                return line;
            }

            if (_end - _start > MaxLine)
            {
                throw NotTheProtocol();
            }

            // The last byte may be a CR whose LF is still to come.
            searched = Math.Max(0, _end - _start - 1);
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>Reads more; first moves what is left to the front, so that there is room.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count > 0 ? count : throw new EndOfStreamException("The connection ended in the middle of a reply.");
    }

    private static long ParseNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw NotTheProtocol();

    private static InvalidDataException NotTheProtocol() => new("This is not Redis' protocol.");
}
