namespace Orleans.Runtime.Placement;

/// <summary>Chooses a silo. Here it only names the hint: the choice itself is the stand-in's own.</summary>
public interface IPlacementDirector
{
    /// <summary>The key of <see cref="RequestContext" /> under which the address of the wanted silo is set before <c>MigrateOnIdle</c>.</summary>
    const string PlacementHintKey = nameof(PlacementHintKey);
}
