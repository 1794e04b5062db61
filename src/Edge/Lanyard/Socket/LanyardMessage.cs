namespace Fabric.Edge.Lanyard.Socket;

/// <summary>
/// A message to Lanyard clients, without what differs from socket to socket: immutable and shared. Its compressed form is made when
/// the first socket wants it.
/// </summary>
/// <param name="pieces">The JSON behind the numbered beginning, in pieces that others may share.</param>
internal sealed class LanyardMessage(params ReadOnlyMemory<byte>[] pieces)
{
    private DeflatedPieces? _deflated;

    /// <summary>Events carry <c>op</c> 0 and a number, which each socket writes for itself; the pieces go on behind it.</summary>
    public bool IsEvent { get; init; } = true;

    /// <summary>What the message is about: of several that wait for a slow client only the newest need be sent.</summary>
    public object? Subject { get; init; }

    /// <summary>About how much memory it holds for one socket alone.</summary>
    public int OwnBytes { get; init; } = 64;

    /// <summary>The pieces in order.</summary>
    public ReadOnlySpan<ReadOnlyMemory<byte>> Pieces => pieces;

    /// <summary>The length of all pieces.</summary>
    public long Length { get; } = SumOf(pieces);

    /// <summary>The pieces compressed.</summary>
    public DeflatedPieces Deflated => _deflated ?? Interlocked.CompareExchange(ref _deflated, DeflatedPieces.Of(pieces), null) ?? _deflated;

    /// <summary>Compresses now rather than when it is sent.</summary>
    public void Deflate() => _ = Deflated;

    private static long SumOf(ReadOnlyMemory<byte>[] pieces)
    {
        var sum = 0L;
        foreach (var piece in pieces)
        {
            sum += piece.Length;
        }

        return sum;
    }
}
