using Fabric.Abstractions.Ids;
using Orleans;
using Orleans.Concurrency;

namespace Fabric.Abstractions.Ingest;

/// <summary>
/// Owns one connection to Discord's gateway: its session, and the sequence number up to which all effects are durable. When its
/// silo dies another resumes the same Discord session from that number.
/// </summary>
[Alias("fabric.IShardGrain")]
public interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Connects if it is not connected, and stays so until it is stopped.</summary>
    /// <param name="answersCommands">
    /// Whether it answers users' commands: of two sets of shards that run side by side one does. Null for as before.
    /// </param>
    Task StartAsync(bool? answersCommands);

    /// <summary>Closes the connection, stores where the session stands, to be resumed, and goes.</summary>
    Task StopAsync();

    /// <summary>The same, and goes to another silo, where it is to be started.</summary>
    Task MoveAsync(SiloId target);

    /// <summary>Ends the session for good: its set of shards is not used any more.</summary>
    Task EndAsync();

    /// <summary>How it stands. Answered also while a start or a stop waits for something.</summary>
    [AlwaysInterleave]
    Task<ShardStatus> GetStatusAsync();

    /// <summary>The guilds that it has seen members of, as far as is known.</summary>
    [AlwaysInterleave]
    Task<GuildId[]> GetGuildsAsync();
}
