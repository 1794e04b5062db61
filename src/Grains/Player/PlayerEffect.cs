using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Player;

/// <summary>What a player is to do next. Each is done before the machine is asked for the one after it.</summary>
internal abstract record PlayerEffect
{
    private PlayerEffect()
    {
    }

    /// <summary>Nothing more is done: the request is answered with an error, and what came before stays.</summary>
    public sealed record Fail(int Status, string Message, string? Detail = null) : PlayerEffect;

    /// <summary>Closes the voice connection, if there is one, and tells the client of one that was open.</summary>
    public sealed record CloseVoice : PlayerEffect;

    /// <summary>Connects to voice; where that fails, the request does.</summary>
    public sealed record ConnectVoice(VoiceState Voice) : PlayerEffect;

    /// <summary>Connects to voice as it was before; where that fails, the client is told that the connection was lost.</summary>
    public sealed record RestoreVoice(VoiceState Voice) : PlayerEffect;

    /// <summary>Looks an identifier up. What comes of it is for <see cref="PlayerMachine.OnLoaded" />. The last of a request.</summary>
    public sealed record Load(string Identifier) : PlayerEffect;

    /// <summary>Holds playback, or has it go on.</summary>
    public sealed record SetPaused(bool IsPaused) : PlayerEffect;

    /// <summary>Sets the volume, in percent.</summary>
    public sealed record SetVolume(int Percent) : PlayerEffect;

    /// <summary>Goes to another place.</summary>
    public sealed record Seek(long Position) : PlayerEffect;

    /// <summary>Sets or clears the end marker.</summary>
    public sealed record MarkEnd(long? Position) : PlayerEffect;

    /// <summary>Replaces the filters.</summary>
    public sealed record SetFilters(Filters Filters) : PlayerEffect;

    /// <summary>Plays the track, from a place of its own time, which is a position.</summary>
    public sealed record Play(TrackInfo Track, long Start, long Position, long? EndMarker) : PlayerEffect;

    /// <summary>Plays nothing.</summary>
    public sealed record Stop : PlayerEffect;

    /// <summary>The client is told that the track has begun.</summary>
    public sealed record TellStart : PlayerEffect;

    /// <summary>The client is told that the track has ended.</summary>
    public sealed record TellEnd(TrackEndReason Reason) : PlayerEffect;

    /// <summary>The client is told that the track has failed.</summary>
    public sealed record TellException(LavalinkException Exception) : PlayerEffect;

    /// <summary>The client is told that the track is stuck.</summary>
    public sealed record TellStuck : PlayerEffect;

    /// <summary>The client is told that the voice connection was closed.</summary>
    public sealed record TellVoiceClosed(int Code, string Reason, bool IsByRemote) : PlayerEffect;

    /// <summary>The client is told how the player stands.</summary>
    public sealed record SendUpdate : PlayerEffect;
}
