using Microsoft.Extensions.Options;

namespace Fabric.Grains.Cluster;

/// <summary>Refuses settings with which two silos might act for the same entity, or none.</summary>
internal sealed class FailoverOptionsValidator : IValidateOptions<FailoverOptions>
{
    /// <summary>What the clocks of two machines may gain on each other during a lease, and a packet may take to leave.</summary>
    private const double Margin = 1.1;

    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestGatewayLifetime = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, FailoverOptions options)
    {
        var failures = Times(options).Concat(Counts(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Times(FailoverOptions options) =>
        from rule in new (string Name, TimeSpan Value, TimeSpan Least)[]
        {
            (nameof(options.RenewalPeriod), options.RenewalPeriod, ShortestPeriod),
            (nameof(options.LeaseDuration), options.LeaseDuration, options.RenewalPeriod * 2),
            (nameof(options.TakeoverDelay), options.TakeoverDelay, options.LeaseDuration * Margin),
            (nameof(options.StoreAbsenceLimit), options.StoreAbsenceLimit, options.LeaseDuration),
            (nameof(options.ReactivationBackoff), options.ReactivationBackoff, TimeSpan.FromMilliseconds(1)),
            (nameof(options.LongestReactivationBackoff), options.LongestReactivationBackoff, options.ReactivationBackoff),
            (nameof(options.TrackFailoverWindow), options.TrackFailoverWindow, TimeSpan.FromSeconds(1)),
            (nameof(options.GatewayLifetime), options.GatewayLifetime, ShortestGatewayLifetime),
            (nameof(options.SessionHold), options.SessionHold, ShortestHold),
        }
        where rule.Value < rule.Least
        select $"{FailoverOptions.SectionName}:{rule.Name} is {rule.Value}; it must be at least {rule.Least}.";

    private static IEnumerable<string> Counts(FailoverOptions options) =>
        from rule in new (string Name, int Value)[]
        {
            (nameof(options.ReactivationsAtOnce), options.ReactivationsAtOnce),
            (nameof(options.TrackFailoverLimit), options.TrackFailoverLimit),
        }
        where rule.Value < 1
        select $"{FailoverOptions.SectionName}:{rule.Name} is {rule.Value}; it must be at least 1.";
}
