using System.Text.RegularExpressions;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>The model is worth what it notices: with any one rule broken, it must fail within a bounded number of schedules.</summary>
public sealed class BrokenRuleTests(ITestOutputHelper output)
{
    private const int Schedules = 2000;

    private const string TwoSenders = "may send|sends after somebody";

    private static readonly Dictionary<string, (ModelRules Rules, string Violation)> Broken = new(StringComparer.Ordinal)
    {
        ["taking over before the lease is over"] = (
            new() { Options = new FailoverOptions { StoreAbsenceLimit = TimeSpan.FromSeconds(6), TakeoverDelay = TimeSpan.FromSeconds(1) } }, TwoSenders),
        ["sending without looking at the lease"] = (new() { LeaseIsCheckedBeforeSending = false }, TwoSenders),
        ["counting the lease from the answer"] = (new() { LeaseCountsFromTheRequest = false, SlowMessages = 0.5, FirstSeed = 3900 }, TwoSenders),
        ["acting before the epoch is raised"] = (new() { EpochIsRaisedBeforeEffects = false }, TwoSenders),
        ["taking over without mark and refusals"] = (new() { LostSilosAreMarkedAndRefused = false }, TwoSenders),
        ["acknowledging before sending"] = (new() { SentBeforeAcknowledged = false }, "has acknowledged event|is lost"),
        ["storing a sequence before its effects"] = (new() { DurableBeforeSequenceAdvances = false }, "has stored sequence"),
        ["sending events that are not stored"] = (new() { StoredBeforeSent = false }, "which was not logged"),
    };

    public static TheoryData<string> Rules => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_broken_rule_is_noticed(string rule)
    {
        var (rules, expected) = Broken[rule];
        for (var seed = rules.FirstSeed; seed < rules.FirstSeed + Schedules; seed++)
        {
            if (Violation(seed, rules) is { } violation && Regex.IsMatch(violation, expected, RegexOptions.None, TimeSpan.FromSeconds(1)))
            {
                output.WriteLine($"Seed {seed}: {violation}");
                return;
            }
        }

        Assert.Fail($"The model noticed nothing about {rule} in {Schedules} schedules.");
    }

    private static string? Violation(int seed, ModelRules rules)
    {
        try
        {
            Schedule.Play(seed, rules);
            return null;
        }
        catch (ModelViolation violation)
        {
            return violation.Message;
        }
    }
}
