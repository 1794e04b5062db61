namespace Orleans.Streams;

/// <summary>Items are numbered from 1 in each process's view of a stream.</summary>
internal sealed class MemoryStreamToken(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;

    public override int EventIndex { get; protected set; }

    public override bool Equals(StreamSequenceToken? other) => other is MemoryStreamToken token && token.SequenceNumber == SequenceNumber;

    public override int CompareTo(StreamSequenceToken? other) => SequenceNumber.CompareTo(other?.SequenceNumber ?? 0);
}
