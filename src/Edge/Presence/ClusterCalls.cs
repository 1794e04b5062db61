using Orleans;
using Orleans.Runtime;

namespace Fabric.Edge.Presence;

/// <summary>
/// The one place where calls to the cluster are repeated. A silo that dies takes the calls to it along: those that do no harm when they are
/// made twice (their time limit is <see cref="Abstractions.CallTimeouts.Repeatable" />) reach the grain elsewhere the second time.
/// </summary>
internal static class ClusterCalls
{
    /// <summary>Whether a call failed because the cluster does not answer (no silo, a lost one, none found yet), and may work a moment later.</summary>
    public static bool IsUnanswered(Exception exception) => exception is TimeoutException or OrleansException;

    /// <summary>A grain that may not be anywhere yet.</summary>
    /// <exception cref="SiloUnavailableException">No silo is known that offers its kind: none was found yet, or none has the role.</exception>
    public static TGrain Find<TGrain>(Func<TGrain> find)
        where TGrain : IGrain
    {
        try
        {
            return find();
        }
        catch (ArgumentException exception)
        {
            throw new SiloUnavailableException($"No silo is known that offers {typeof(TGrain).Name}.", exception);
        }
    }

    public static async Task<T> RepeatOnceAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsUnanswered(exception))
        {
            return await call();
        }
    }

    /// <summary>
    /// Makes a call again that no grain got: the engine refuses a message that it had to pass on too often, as it happens where grains come and go
    /// at once. Not after the loss of a silo, which may have done what it was asked.
    /// </summary>
    public static async Task<T> RepeatRefusedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (OrleansMessageRejectionException exception) when (exception is not SiloUnavailableException)
        {
            return await call();
        }
    }

    public static async Task RepeatOnceAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (IsUnanswered(exception))
        {
            await call();
        }
    }
}
