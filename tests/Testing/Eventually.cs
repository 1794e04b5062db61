using System.Diagnostics;

namespace Fabric.Testing;

/// <summary>Waits for a condition instead of for a time. A timeout says what was waited for and what was last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within <paramref name="timeout"/> (10 s by default).</exception>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? timeout = null, Func<string>? lastSeen = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, timeout, lastSeen);

    /// <inheritdoc cref="TrueAsync(Func{bool}, string, TimeSpan?, Func{string}?)" />
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? timeout = null, Func<string>? lastSeen = null)
    {
        var limit = timeout ?? TimeSpan.FromSeconds(10);
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s for: {what}. Last seen: {lastSeen?.Invoke() ?? "(not recorded)"}.");
            }

            await Task.Delay(Poll, TimeProvider.System);
        }
    }
}
