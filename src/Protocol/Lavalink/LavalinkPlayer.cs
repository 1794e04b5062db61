using Orleans;

namespace Fabric.Protocol.Lavalink;

/// <summary>A player as clients see it (lavalink.md §2.3).</summary>
[GenerateSerializer, Immutable, Alias("fabric.lavalink.Player")]
public sealed record LavalinkPlayer
{
    /// <summary>The volume of a player that was told none, in percent.</summary>
    public const int DefaultVolume = 100;

    /// <summary>The loudest volume, in percent.</summary>
    public const int MaxVolume = 1000;

    /// <summary>Whose it is.</summary>
    [Id(0)]
    public required ulong GuildId { get; init; }

    /// <summary>What it plays, at its position now; null when it plays nothing.</summary>
    [Id(1)]
    public Track? Track { get; init; }

    /// <summary>0 to <see cref="MaxVolume" />, in percent.</summary>
    [Id(2)]
    public int Volume { get; init; } = DefaultVolume;

    /// <summary>Whether it is paused.</summary>
    [Id(3)]
    public bool Paused { get; init; }

    /// <summary>How it stands.</summary>
    [Id(4)]
    public required PlayerState State { get; init; }

    /// <summary>The voice data that it was given last.</summary>
    [Id(5)]
    public VoiceState Voice { get; init; } = VoiceState.None;

    /// <summary>The filters that are set.</summary>
    [Id(6)]
    public Filters Filters { get; init; } = Filters.None;
}
