using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>The way of stream items to listeners in other processes.</summary>
internal interface IStreamRelay
{
    /// <summary>Sends an item to every other process that listens.</summary>
    void Publish<T>(string key, Codec<T> codec, T item);

    /// <summary>Tells the others what is listened to here now; completes when those that answer know.</summary>
    Task InterestChangedAsync();
}
