namespace Fabric.Grains.Presence;

/// <summary>What became of the pairs of another key-value store.</summary>
/// <param name="Taken">Pairs that are new, or replaced others.</param>
/// <param name="Kept">Keys whose values differ and were left as they are.</param>
/// <param name="Identical">Pairs that were there already.</param>
/// <param name="IsTooLarge">Whether nothing was taken since all of it together is more than can be stored.</param>
public readonly record struct KeyValueImportResult(int Taken, int Kept, int Identical, bool IsTooLarge = false);
