using Fabric.Abstractions.Ids;
using Orleans;

namespace Fabric.Grains.Presence;

/// <summary>What is stored of a user. Raw parts are Discord's bytes, unchanged.</summary>
[GenerateSerializer, Alias("fabric.PresenceState")]
public sealed class PresenceState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>The presence's version; see <see cref="PresenceVersion" />.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The Discord user object; empty before a member object was seen.</summary>
    [Id(1)]
    public ReadOnlyMemory<byte> User { get; set; }

    /// <summary>The activities array; empty where there are none.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> Activities { get; set; }

    /// <summary>Discord's status text; null for offline, and where no presence is known.</summary>
    [Id(3)]
    public string? Status { get; set; }

    /// <summary>The client kinds that are active.</summary>
    [Id(4)]
    public ActiveClients Clients { get; set; }

    /// <summary>The guilds of ours that the user is in. Monitored while there is one.</summary>
    [Id(5)]
    public List<GuildId> Guilds { get; set; } = [];

    /// <summary>The key-value store; null where nothing was ever stored.</summary>
    [Id(6)]
    public Dictionary<string, string>? KeyValues { get; set; }

    /// <summary>When the user was first monitored, in milliseconds since 1970; 0 where a record of before this was kept says nothing.</summary>
    [Id(7)]
    public long MonitoringSince { get; set; }

    /// <summary>When the user was last seen to be other than offline, in milliseconds since 1970; 0 for never, or before this was kept.</summary>
    [Id(8)]
    public long LastSeen { get; set; }

    /// <summary>Whether the user wants not to be shown. Left out, as in older records, it is false.</summary>
    [Id(9)]
    public bool IsHidden { get; set; }
}
