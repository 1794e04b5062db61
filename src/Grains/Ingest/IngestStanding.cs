namespace Fabric.Grains.Ingest;

/// <summary>What keeps this silo from ingesting, written by its agent and read by readiness.</summary>
public sealed class IngestStanding
{
    private string[] _problems = ["The shards of this silo are not known yet."];

    /// <summary>One line each; none when all is well. Never changed in place.</summary>
    public IReadOnlyList<string> Problems => Volatile.Read(ref _problems);

    internal void Set(IEnumerable<string> problems) => Volatile.Write(ref _problems, [.. problems]);
}
