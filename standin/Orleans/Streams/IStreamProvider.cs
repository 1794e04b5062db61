using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Where streams of one kind are found.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>Whether a subscriber may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>A stream. It exists as soon as it is named.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
