using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;
using Orleans;

namespace Fabric.Grains.Session;

/// <summary>What is stored of a session. Of one that has ended nothing is.</summary>
[GenerateSerializer, Alias("fabric.SessionState")]
public sealed class SessionState : IOwnedState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>How long a session waits whose client has said nothing about it, in seconds (lavalink.md §4.1).</summary>
    public const long DefaultTimeout = 60;

    /// <inheritdoc />
    [Id(0)]
    public long Epoch { get; set; }

    /// <inheritdoc />
    [Id(1)]
    public string? Owner { get; set; }

    /// <summary>The bot whose session it is; 0 where there is no session.</summary>
    [Id(2)]
    public ulong User { get; set; }

    /// <summary>What the client called itself at the first handshake.</summary>
    [Id(3)]
    public string? ClientName { get; set; }

    /// <summary>Whether it outlives a socket that its client closes.</summary>
    [Id(4)]
    public bool Resuming { get; set; }

    /// <summary>For how long, in seconds; null for <see cref="DefaultTimeout" />.</summary>
    [Id(5)]
    public long? Timeout { get; set; }

    /// <summary>The gateway that has its socket, or had it last; null where the socket was closed.</summary>
    [Id(6)]
    public string? Gateway { get; set; }

    /// <summary>Which of the gateway's connections.</summary>
    [Id(7)]
    public Guid Connection { get; set; }

    /// <summary>When it ends unless it is resumed, in milliseconds since 1970; 0 while it has a socket.</summary>
    [Id(8)]
    public long HeldUntil { get; set; }

    /// <summary>The guilds of its players, in the order in which they came.</summary>
    [Id(9)]
    public List<GuildId> Players { get; set; } = [];

    /// <summary>The number up to which all events were sent.</summary>
    [Id(10)]
    public long Acknowledged { get; set; }

    /// <summary>The events after that, each as it is sent.</summary>
    [Id(11)]
    public List<ReadOnlyMemory<byte>> Events { get; set; } = [];

    /// <summary>The last report taken of each player, so that one that comes again, perhaps to another silo, is not taken twice.</summary>
    [Id(12)]
    public Dictionary<string, ReportMark> Reports { get; set; } = [];

    /// <summary>When it began, in milliseconds since 1970.</summary>
    [Id(13)]
    public long Began { get; set; }

    /// <summary>When it was left without a socket, in milliseconds since 1970; 0 while it has one.</summary>
    [Id(14)]
    public long Left { get; set; }
}
