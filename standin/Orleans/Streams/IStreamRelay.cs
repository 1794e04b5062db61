using Orleans.StandIn;

namespace Orleans.Streams;

/// <summary>The way of stream items to listeners in other processes.</summary>
internal interface IStreamRelay
{
    /// <summary>Sends an item to every other process that listens. True if it comes back to the listeners here by itself.</summary>
    /// <exception cref="Runtime.SiloUnavailableException">This process has no way to the others.</exception>
    bool Publish<T>(string key, Codec<T> codec, T item);

    /// <summary>Tells the others what is listened to here now; completes when those that answer know.</summary>
    Task InterestChangedAsync();
}
