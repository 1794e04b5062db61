namespace Orleans.Streams;

/// <summary>Receives a stream's items.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>The next item. On a stream: publishes it.</summary>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>The stream has ended.</summary>
    Task OnCompletedAsync();

    /// <summary>The stream has failed.</summary>
    Task OnErrorAsync(Exception ex);
}
