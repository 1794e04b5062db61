using Fabric.Grains.Tracks;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Tests.Player;

/// <summary>Finds songs by their names; fails for one.</summary>
internal sealed class FakeLoader : ITrackLoader
{
    public const string Failing = "failing";

    public Task<LoadResult> LoadAsync(string identifier) => identifier == Failing
        ? throw new IOException("no route")
        : Task.FromResult(Tracks.Loaded(Tracks.Song(identifier)));
}
