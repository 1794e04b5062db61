namespace Fabric.Storage.Batching;

/// <summary>
/// One waiting read or write, and the promise to whoever asked. Cancellation withdraws it only while it waits: once begun it
/// runs to its end, so that a caller who sees a cancellation knows that nothing was or will be stored.
/// </summary>
internal abstract class StorageOperation(RecordKey key) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Withdrawn = 2;

    private CancellationTokenRegistration _withdrawal;
    private int _phase;

    public RecordKey Key { get; } = key;

    /// <summary>What it adds to its batch, in bytes.</summary>
    public virtual int Weight => 0;

    /// <summary>Lets the token withdraw the operation. Called before it is enqueued, or not at all.</summary>
    public void WithdrawOn(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _withdrawal = cancellationToken.UnsafeRegister(static (state, token) => ((StorageOperation)state!).Withdraw(token), this);
        }
    }

    /// <summary>Whether the operation is still wanted; from here on it cannot be withdrawn.</summary>
    public bool TryBegin()
    {
        _withdrawal.Unregister();
        return Interlocked.CompareExchange(ref _phase, Begun, Waiting) == Waiting;
    }

    /// <summary>Ends it with an error of its own: callers must not share one exception object.</summary>
    public void Fail(Exception exception)
    {
        Release();
        TrySetException(exception);
    }

    /// <summary>Gives back what it holds. Called once, by whoever takes it from the queue.</summary>
    public virtual void Release()
    {
    }

    private void Withdraw(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _phase, Withdrawn, Waiting) == Waiting)
        {
            TrySetCanceled(cancellationToken);
        }
    }
}
