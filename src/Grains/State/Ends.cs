using System.Runtime.CompilerServices;

namespace Fabric.Grains.State;

/// <summary>Waits for work to end without being failed by it. Whoever waits goes on where it was, on its grain's scheduler.</summary>
internal static class Ends
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    /// <summary>Until it has ended.</summary>
    public static ConfiguredTaskAwaitable EndAsync(this Task work) => work.ConfigureAwait(Quietly);

    /// <summary>Until it has ended or the time is up.</summary>
    public static ConfiguredTaskAwaitable EndAsync(this Task work, TimeSpan limit, TimeProvider time) => work.WaitAsync(limit, time).ConfigureAwait(Quietly);
}
