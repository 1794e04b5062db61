using Fabric.Grains.Cluster;
using Orleans;

namespace Fabric.Grains.Player;

/// <summary>
/// What is stored of a player. Playback advances steadily, so where it is follows from one point of the line that it advances along: a position,
/// and when that was. It is stored when the line changes (a track begins or ends, a pause, a seek, other filters), not as time goes by.
/// </summary>
[GenerateSerializer, Alias("fabric.PlayerState")]
public sealed class PlayerState : IOwnedState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Whether the player is: a record without it is one of nobody's.</summary>
    [Id(0)]
    public bool IsThere { get; set; }

    /// <summary>The bot whose player it is.</summary>
    [Id(1)]
    public ulong User { get; set; }

    /// <inheritdoc />
    [Id(2)]
    public long Epoch { get; set; }

    /// <inheritdoc />
    [Id(3)]
    public string? Owner { get; set; }

    /// <summary>Whether the session has no socket.</summary>
    [Id(4)]
    public bool IsAway { get; set; }

    /// <summary>The track that is loaded, encoded; null where none is.</summary>
    [Id(5)]
    public string? Track { get; set; }

    /// <summary>The client's object of the track; empty for <c>{}</c>.</summary>
    [Id(6)]
    public ReadOnlyMemory<byte> UserData { get; set; }

    /// <summary>The position that playback was at, in milliseconds of output.</summary>
    [Id(7)]
    public long Position { get; set; }

    /// <summary>How far into the track itself that was, in milliseconds.</summary>
    [Id(8)]
    public long SourcePosition { get; set; }

    /// <summary>When that was, in milliseconds since 1970.</summary>
    [Id(9)]
    public long PositionTime { get; set; }

    /// <summary>Whether it has advanced since.</summary>
    [Id(10)]
    public bool IsAdvancing { get; set; }

    /// <summary>The position at which the track finishes; null without such a mark.</summary>
    [Id(11)]
    public long? EndTime { get; set; }

    /// <summary>Whether the player is paused.</summary>
    [Id(12)]
    public bool IsPaused { get; set; }

    /// <summary>In percent; null where none was given. (A stored 0 would be left out, and read as the default.)</summary>
    [Id(13)]
    public int? Volume { get; set; }

    /// <summary>The filters, as clients see them; empty for none.</summary>
    [Id(14)]
    public ReadOnlyMemory<byte> Filters { get; set; }

    /// <summary>The voice data that the player is connected with; null without a connection.</summary>
    [Id(15)]
    public StoredVoice? Voice { get; set; }

    /// <summary>When silos were lost that played the track, in milliseconds since 1970.</summary>
    [Id(16)]
    public long[] Failovers { get; set; } = [];

    /// <summary>What the session is not known to have taken, in order; some of it may have been taken.</summary>
    [Id(17)]
    public List<UntakenReport> Untaken { get; set; } = [];
}
