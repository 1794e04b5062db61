namespace Orleans.Streams;

/// <summary>A stream.</summary>
public interface IAsyncStream<T> : IAsyncObservable<T>, IAsyncObserver<T>;
