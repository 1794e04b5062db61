using Orleans.Runtime;

namespace Fabric.Engine.Tests;

/// <summary>What callers of calls that are safe to repeat do.</summary>
internal static class Repeat
{
    public static async Task<T> OnceAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
        {
            return await call();
        }
    }
}
