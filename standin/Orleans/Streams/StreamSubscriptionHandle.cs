using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>A subscription.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    /// <summary>The stream.</summary>
    public abstract StreamId StreamId { get; }

    /// <summary>The provider's name.</summary>
    public abstract string ProviderName { get; }

    /// <summary>The subscription's id.</summary>
    public abstract Guid HandleId { get; }

    /// <summary>Ends the subscription.</summary>
    public abstract Task UnsubscribeAsync();
}
