using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Bench.Cluster;

/// <summary>
/// Changes users' presences in the fake Discord, one user after the other, at a steady rate, and notes when a subscriber hears of each.
/// Every change bears a number in the state of an activity.
/// </summary>
internal sealed class PresenceChanges(FabricCluster cluster)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<long, long> _underWay = new();
    private readonly ConcurrentQueue<double> _samples = new();
    private long _number;

    /// <summary>Makes changes and returns, for each, the milliseconds from Discord's sending it to the subscriber's having it.</summary>
    public async Task<IReadOnlyList<double>> MakeAsync(int count, TimeSpan period)
    {
        _samples.Clear();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1, period.TotalMilliseconds)), TimeProvider.System);
        for (var made = 0; made < count; await timer.WaitForNextTickAsync())
        {
            for (; made < count && period * made <= clock.Elapsed; made++)
            {
                Make();
            }
        }

        await Eventually.TrueAsync(() => _underWay.IsEmpty, "all changes to reach the subscriber", Limit, () => $"{_underWay.Count} of {count} under way");
        return [.. _samples];
    }

    /// <summary>Waits until the subscriber hears of every user: before that, users are still on their way into the cluster.</summary>
    public async Task FlowAsync()
    {
        foreach (var _ in cluster.Users)
        {
            Make();
        }

        await Eventually.TrueAsync(() => _underWay.IsEmpty, "the first changes to reach the subscriber", Limit, () => $"{_underWay.Count} under way");
    }

    /// <summary>A presence has arrived with the number that is in it; earlier ones of the same user will not come any more.</summary>
    public void OnReceived(long number, long timestamp)
    {
        for (var known = number; _underWay.TryRemove(known, out var sent); known -= cluster.Users.Count)
        {
            _samples.Enqueue(Stopwatch.GetElapsedTime(sent, timestamp).TotalMilliseconds);
        }
    }

    private void Make()
    {
        var number = ++_number;
        var user = cluster.Users[(int)(number % cluster.Users.Count)];
        var presence = DiscordPresence.Online(Activities.Custom(number.ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch));
        _underWay[number] = Stopwatch.GetTimestamp();
        cluster.World.SetPresence(user, presence);
    }
}
