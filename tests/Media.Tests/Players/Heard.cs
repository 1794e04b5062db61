using Fabric.Media.Players;

namespace Fabric.Media.Tests.Players;

/// <summary>Remembers what an engine tells.</summary>
internal sealed class Heard : IEngineObserver
{
    public List<string> Told { get; } = [];

    public void OnFinished(long play) => Told.Add($"finished {play}");

    public void OnFailed(long play, PlayFailure failure) => Told.Add($"failed {play}");

    public void OnStuck(long play) => Told.Add($"stuck {play}");

    public void OnAbandoned(long play) => Told.Add($"abandoned {play}");
}
