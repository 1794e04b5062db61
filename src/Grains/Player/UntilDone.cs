namespace Fabric.Grains.Player;

/// <summary>Does something that may fail, again and again until it has succeeded.</summary>
internal static class UntilDone
{
    /// <summary>Completes when it is done, or nobody wants it any more.</summary>
    /// <param name="act">What is to be done; once more as a whole when it fails.</param>
    /// <param name="onFailure">Is told of every failure.</param>
    /// <param name="pause">How long is waited after a failure.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="isOver">Whether nobody wants it any more; null where it must be done.</param>
    public static async Task RunAsync(Func<Task> act, Action<Exception> onFailure, TimeSpan pause, TimeProvider time, Func<bool>? isOver = null)
    {
        while (isOver?.Invoke() != true && !await TryAsync(act, onFailure))
        {
            await Task.Delay(pause, time);
        }
    }

    private static async Task<bool> TryAsync(Func<Task> act, Action<Exception> onFailure)
    {
        try
        {
            await act();
            return true;
        }
#pragma warning disable CA1031 // Whatever it was, the caller is told, and it is tried again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            onFailure(exception);
            return false;
        }
    }
}
