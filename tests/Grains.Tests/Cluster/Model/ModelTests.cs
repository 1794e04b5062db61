using System.Diagnostics;
using System.Globalization;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>
/// The failover protocol under random schedules of crashes, pauses, cuts, store outages and message loss. A seed that fails is printed
/// with its trace, and played again with FABRIC_MODEL_SEED (docs/failover.md).
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const string SeedVariable = "FABRIC_MODEL_SEED";
    private const int ShortSelection = 400;
    private const int LongSelection = 100_000;

    private static readonly ModelRules Rules = new();

    [Fact]
    public void Holds_over_a_short_selection_of_schedules() => Hold(1, ShortSelection);

    [Fact]
    [Trait("Category", "Long")]
    public void Holds_over_a_hundred_thousand_schedules() => Hold(1, LongSelection);

    [Fact]
    public void A_schedule_is_the_same_each_time_it_is_played()
    {
        var first = Schedule.Trace(7, Rules);

        first.Count.ShouldBeGreaterThan(20);
        Schedule.Trace(7, Rules).ShouldBe(first);
        Schedule.Trace(8, Rules).ShouldNotBe(first);
    }

    [Fact]
    public void A_seed_is_played_again_on_demand()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "1", CultureInfo.InvariantCulture);
        var trace = Schedule.Trace(seed, Rules);
        foreach (var line in trace)
        {
            output.WriteLine(line);
        }

        trace[^1].ShouldContain("ends well");
    }

    private void Hold(int first, int count)
    {
        var clock = Stopwatch.StartNew();
        var (longest, sum, events, sends) = (TimeSpan.Zero, TimeSpan.Zero, 0L, 0L);
        for (var seed = first; seed < first + count; seed++)
        {
            var result = Play(seed);
            longest = result.Recovery > longest ? result.Recovery : longest;
            (sum, events, sends) = (sum + result.Recovery, events + result.Events, sends + result.Sends);
        }

        sends.ShouldBeGreaterThan(count);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} schedules, {count / clock.Elapsed.TotalSeconds:0.0} a second, {events / count} events each; owned again after {sum.TotalSeconds / count:0.00} s, {longest.TotalSeconds:0.00} s at most"));
    }

    private static ScheduleResult Play(int seed)
    {
        try
        {
            return Schedule.Play(seed, Rules);
        }
        catch (ModelViolation violation)
        {
            var trace = string.Join('\n', Schedule.Trace(seed, Rules).TakeLast(200));
            throw new InvalidOperationException($"Seed {seed}: {violation.Message}. Play it again with {SeedVariable}={seed}.\n{trace}", violation);
        }
    }
}
