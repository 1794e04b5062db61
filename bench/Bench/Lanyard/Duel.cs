using System.Diagnostics;
using Fabric.Bench.Figures;
using Fabric.Bench.Lanyard.Servers;

namespace Fabric.Bench.Lanyard;

/// <summary>
/// Two servers that do the same work in turn, round by round, so that whatever else goes on meets both. Where clients and servers share the
/// processor it is the server's processor time that tells what its work costs; the clock's figures stand beside it.
/// </summary>
/// <param name="work">What one unit of work is called.</param>
internal sealed class Duel(string work)
{
    private const int Rounds = 5;

    /// <summary>How long each server works before anything counts: until then a young process compiles what it runs.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private readonly List<Cost> _ours = [];
    private readonly List<Cost> _theirs = [];

    /// <summary>Rounds of warming up, then those that count.</summary>
    /// <param name="ours">Does a round and returns the units of work done, and the time that they took.</param>
    /// <param name="theirs">The same for the yardstick.</param>
    public async Task RunAsync(
        (IMeasuredServer Server, Func<Task<(int Units, TimeSpan Elapsed)>> WorkAsync) ours,
        (IMeasuredServer Server, Func<Task<(int Units, TimeSpan Elapsed)>> WorkAsync) theirs)
    {
        await WarmAsync(ours.WorkAsync);
        await WarmAsync(theirs.WorkAsync);
        for (var round = 0; round < Rounds; round++)
        {
            _ours.Add(await TakeAsync(ours.Server, ours.WorkAsync));
            _theirs.Add(await TakeAsync(theirs.Server, theirs.WorkAsync));
        }
    }

    /// <summary>How much more we do with the same processor time, and the numbers behind it.</summary>
    /// <param name="name">What was done.</param>
    /// <param name="yardstick">What it was compared with.</param>
    /// <param name="target">The least.</param>
    public IEnumerable<Figure> Figures(string name, string yardstick, double target) =>
    [
        new Figure($"{name}, per processor time, relative to {yardstick}", Relative(static cost => cost.Processor), "x", target, Better.Higher),
        new Figure("  the same by the clock", Relative(static cost => cost.Elapsed), "x", null, Better.Higher),
        new Figure($"  processor time per {work}", Median(_ours, static cost => cost.Processor), "µs", null, Better.Lower),
        new Figure($"  processor time per {work}, {yardstick}", Median(_theirs, static cost => cost.Processor), "µs", null, Better.Lower),
        new Figure($"  {work} rate", 1e6 / Median(_ours, static cost => cost.Elapsed), "/s", null, Better.Higher),
        new Figure($"  {work} rate, {yardstick}", 1e6 / Median(_theirs, static cost => cost.Elapsed), "/s", null, Better.Higher),
    ];

    private static async Task WarmAsync(Func<Task<(int Units, TimeSpan Elapsed)>> workAsync)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < WarmUp)
        {
            await workAsync();
        }
    }

    private static async Task<Cost> TakeAsync(IMeasuredServer server, Func<Task<(int Units, TimeSpan Elapsed)>> workAsync)
    {
        var before = server.ProcessorTime;
        var (units, elapsed) = await workAsync();
        return new Cost((server.ProcessorTime - before).TotalMicroseconds / units, elapsed.TotalMicroseconds / units);
    }

    private static double Median(List<Cost> costs, Func<Cost, double> of) => Samples.Median([.. costs.Select(of)]);

    private double Relative(Func<Cost, double> of) => Samples.Median([.. _theirs.Zip(_ours, (their, our) => of(their) / of(our))]);

    /// <summary>Of one unit of work, in microseconds.</summary>
    private sealed record Cost(double Processor, double Elapsed);
}
