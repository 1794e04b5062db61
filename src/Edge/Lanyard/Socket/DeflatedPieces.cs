using System.IO.Compression;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>
/// Bytes as deflate blocks that end on a byte and refer to nothing before them, so that they can stand inside the zlib stream of
/// any socket, behind that socket's own beginning.
/// </summary>
/// <param name="Blocks">The blocks, none of which is marked as the last.</param>
/// <param name="Adler">The Adler-32 of the plain bytes.</param>
/// <param name="Length">How many plain bytes there are.</param>
internal sealed record DeflatedPieces(ReadOnlyMemory<byte> Blocks, uint Adler, long Length)
{
    /// <summary>Compresses.</summary>
    public static DeflatedPieces Of(ReadOnlySpan<ReadOnlyMemory<byte>> pieces)
    {
        var adler = Adler32.Empty;
        var length = 0L;
        using var target = new MemoryStream();
        using (var deflate = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var piece in pieces)
            {
                deflate.Write(piece.Span);
                adler = Adler32.Append(adler, piece.Span);
                length += piece.Length;
            }

            // A flush ends on a byte with an empty stored block; disposing only adds the final one, which is each socket's to write.
            deflate.Flush();
            return new DeflatedPieces(target.ToArray(), adler, length);
        }
    }
}
