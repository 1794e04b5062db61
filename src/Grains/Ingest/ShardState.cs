using Fabric.Grains.Cluster;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>What is stored of a shard: the Discord session to resume, and its guilds.</summary>
[GenerateSerializer, Alias("fabric.ShardState")]
public sealed class ShardState : IOwnedState
{
    /// <summary>The version of the stored record's form.</summary>
    public const int FormatVersion = 1;

    /// <summary>Discord's session id; null where there is no session to resume.</summary>
    [Id(0)]
    public string? SessionId { get; set; }

    /// <summary>Where to resume it.</summary>
    [Id(1)]
    public string? ResumeUrl { get; set; }

    /// <summary>The last sequence number whose effects, and those of all before it, are durable.</summary>
    [Id(2)]
    public long Sequence { get; set; }

    /// <summary>The guilds that the shard has seen members of, whatever the session: those that the next one does not have are gone.</summary>
    [Id(3)]
    public ulong[] Guilds { get; set; } = [];

    /// <inheritdoc />
    [Id(4)]
    public long Epoch { get; set; }

    /// <inheritdoc />
    [Id(5)]
    public string? Owner { get; set; }

    /// <summary>Whether it answers users' commands.</summary>
    [Id(6)]
    public bool AnswersCommands { get; set; }
}
