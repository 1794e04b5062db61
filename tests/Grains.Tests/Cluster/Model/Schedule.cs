namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>How a schedule went.</summary>
/// <param name="Events">How many events happened.</param>
/// <param name="Sends">How many packets and heartbeats were sent.</param>
/// <param name="Recovery">How long after everything was mended the last entity was owned again.</param>
internal sealed record ScheduleResult(long Events, long Sends, TimeSpan Recovery);

/// <summary>One seed, played to its end: faults for a while, then none, and everything has to come right within the bound.</summary>
internal static class Schedule
{
    private static readonly TimeSpan Mended = TimeSpan.FromSeconds(14);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Within which time after the last fault everything lives again: a silo notices that its lease is gone and its process is started
    /// anew, one that vanished is declared lost, and where no majority of its last membership is left the store's absence limit is waited for.
    /// </summary>
    public static TimeSpan BoundOf(ModelRules rules) => rules.Options.StoreAbsenceLimit + (rules.Options.TakeoverDelay * 3) + TimeSpan.FromSeconds(6);

    /// <summary>Plays a schedule.</summary>
    /// <exception cref="ModelViolation">Something happened that must not, or did not that must.</exception>
    public static ScheduleResult Play(int seed, ModelRules rules) => Play(new World(seed, isTraced: false), rules);

    /// <summary>The same, with what happened and how it ended.</summary>
    public static IReadOnlyList<string> Trace(int seed, ModelRules rules)
    {
        var world = new World(seed, isTraced: true);
        try
        {
            world.Note($"ends well: {Play(world, rules)}");
        }
        catch (ModelViolation violation)
        {
            world.Note($"VIOLATION: {violation.Message}");
        }

        return world.Lines;
    }

    private static ScheduleResult Play(World world, ModelRules rules)
    {
        var cluster = new Cluster(world, rules, world.Random.Next(2, 6));
        cluster.Start();
        new Faults(world, cluster, Mended).Plan();
        while (world.Step(Mended))
        {
        }

        var recovery = Recover(world, cluster, Mended + BoundOf(rules));
        cluster.AreEventsMade = false;
        Until(world, world.Now + BoundOf(rules), () => cluster.Outside.Missing());
        return new ScheduleResult(world.Events, cluster.Outside.Sends, recovery);
    }

    /// <summary>Everything lives, and goes on living for a while.</summary>
    private static TimeSpan Recover(World world, Cluster cluster, TimeSpan deadline)
    {
        TimeSpan? since = null;
        Until(world, deadline, () =>
        {
            var orphans = string.Join(", ", cluster.Orphans());
            since = orphans.Length == 0 ? since ?? world.Now : null;
            return since is { } whole && world.Now - whole >= cluster.Rules.Options.LeaseDuration ? null : $"nobody acts for {orphans}";
        });
        return since!.Value - Mended;
    }

    private static void Until(World world, TimeSpan deadline, Func<string?> whatIsMissing)
    {
        while (whatIsMissing() is { } missing)
        {
            if (world.Now >= deadline)
            {
                throw new ModelViolation($"by {deadline.TotalSeconds:0.0} s, {missing}");
            }

            var next = world.Now + LookPeriod;
            while (world.Step(next))
            {
            }
        }
    }
}
