using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>A way to compress a response's body (RFC 9110 §8.4.1).</summary>
internal sealed class ContentCoding
{
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 18;

    private readonly Func<byte[], byte[]> _encode;

    private ContentCoding(string name, Func<byte[], byte[]> encode) => (Name, _encode) = (name, encode);

    /// <summary>Not compressed.</summary>
    public static ContentCoding Identity { get; } = new("identity", static body => body);

    /// <summary>In the order of preference among those that a client likes equally.</summary>
    private static ContentCoding[] Known { get; } =
    [
        new("br", EncodeBrotli),
        new("gzip", static body => Encode(body, static target => new GZipStream(target, CompressionLevel.Fastest))),
        new("x-gzip", static body => Encode(body, static target => new GZipStream(target, CompressionLevel.Fastest))),
        new("deflate", static body => Encode(body, static target => new ZLibStream(target, CompressionLevel.Fastest))),
    ];

    /// <summary>The name in headers.</summary>
    public string Name { get; }

    /// <summary>Picks what the client likes best of what is known; nothing is compressed for one that does not ask.</summary>
    public static ContentCoding Choose(StringValues acceptEncoding)
    {
        if (StringValues.IsNullOrEmpty(acceptEncoding))
        {
            return Identity;
        }

        var best = Identity;
        var bestWeight = 0.0;
        foreach (var coding in Known)
        {
            var weight = WeightOf(coding.Name, acceptEncoding.ToString());
            if (weight > bestWeight)
            {
                (best, bestWeight) = (coding, weight);
            }
        }

        return best;
    }

    /// <summary>Compresses a body.</summary>
    public byte[] Encode(byte[] body) => _encode(body);

    private static double WeightOf(string name, ReadOnlySpan<char> accepted)
    {
        foreach (var range in accepted.Split(','))
        {
            var item = accepted[range];
            var semicolon = item.IndexOf(';');
            var token = (semicolon < 0 ? item : item[..semicolon]).Trim();
            if (token.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return semicolon < 0 ? 1 : QualityOf(item[(semicolon + 1)..].Trim());
            }
        }

        return 0;
    }

    private static double QualityOf(ReadOnlySpan<char> parameter)
    {
        const string Prefix = "q=";
        return parameter.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[Prefix.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
            ? quality
            : 1;
    }

    private static byte[] EncodeBrotli(byte[] body)
    {
        var target = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, target, out var written, BrotliQuality, BrotliWindow)
            ? target[..written]
            : throw new InvalidOperationException("Brotli needed more than its own upper bound.");
    }

    private static byte[] Encode(byte[] body, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream(body.Length);
        using (var stream = open(target))
        {
            stream.Write(body);
        }

        return target.ToArray();
    }
}
