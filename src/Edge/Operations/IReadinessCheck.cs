namespace Fabric.Edge.Operations;

/// <summary>Something that has to work before this process should be given clients. Register any number.</summary>
public interface IReadinessCheck
{
    /// <summary>What is checked, in a word or two.</summary>
    string Name { get; }

    /// <summary>What there is to say of it besides, for an operator; null for nothing.</summary>
    string? Detail => null;

    /// <summary>Null when it works; otherwise the reason, in words for an operator.</summary>
    ValueTask<string?> FindProblemAsync(CancellationToken cancellation);
}
