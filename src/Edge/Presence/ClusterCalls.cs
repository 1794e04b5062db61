using Orleans.Runtime;

namespace Fabric.Edge.Presence;

/// <summary>
/// The one place where calls to the cluster are repeated. A silo that dies takes the calls to it along: those that do no harm when they are
/// made twice (their time limit is <see cref="Abstractions.CallTimeouts.Repeatable" />) reach the grain elsewhere the second time.
/// </summary>
internal static class ClusterCalls
{
    public static async Task<T> RepeatOnceAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return await call();
        }
    }
}
