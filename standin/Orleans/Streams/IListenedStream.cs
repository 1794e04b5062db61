using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>A stream with listeners in this process.</summary>
internal interface IListenedStream
{
    /// <summary>Provider, stream and item type: by it, items find the same stream in other processes.</summary>
    string Key { get; }

    /// <summary>Hands an item of another process to the listeners.</summary>
    void Receive(ref MessageReader item);
}
