namespace Fabric.FakeDiscord.Model;

/// <summary>What Spotify tells Discord about a track.</summary>
public sealed record SpotifyTrack(string Id, string Song, IReadOnlyList<string> Artists, string Album, string ArtHash, TimeSpan Length);
