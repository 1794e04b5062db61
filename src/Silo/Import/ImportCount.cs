namespace Fabric.Silo.Import;

/// <summary>What became of things of one kind.</summary>
/// <param name="Imported">Those that were taken, or, in a dry run, would be.</param>
/// <param name="Kept">Those that the fabric has otherwise, and keeps.</param>
/// <param name="Identical">Those that were there already.</param>
internal sealed record ImportCount(long Imported, long Kept, long Identical)
{
    public static ImportCount None { get; } = new(0, 0, 0);

    public static ImportCount operator +(ImportCount left, ImportCount right) =>
        new(left.Imported + right.Imported, left.Kept + right.Kept, left.Identical + right.Identical);
}
