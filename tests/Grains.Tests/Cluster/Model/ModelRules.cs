using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>The rules that the model plays by. Each can be broken on purpose, to see that the model notices.</summary>
internal sealed record ModelRules
{
    /// <summary>Times as in production, but for the store's absence, which a schedule must be able to sit out.</summary>
    public FailoverOptions Options { get; init; } = new() { StoreAbsenceLimit = TimeSpan.FromSeconds(6) };

    /// <summary>Where a search for a violation begins, so that one that is rare is found soon.</summary>
    public int FirstSeed { get; init; } = 1;

    /// <summary>How many messages take up to two seconds.</summary>
    public double SlowMessages { get; init; } = 0.02;

    public bool LeaseIsCheckedBeforeSending { get; init; } = true;

    public bool LeaseCountsFromTheRequest { get; init; } = true;

    public bool EpochIsRaisedBeforeEffects { get; init; } = true;

    public bool LostSilosAreMarkedAndRefused { get; init; } = true;

    public bool SentBeforeAcknowledged { get; init; } = true;

    public bool DurableBeforeSequenceAdvances { get; init; } = true;

    public bool StoredBeforeSent { get; init; } = true;
}
