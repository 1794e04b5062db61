using Orleans;

namespace Fabric.Abstractions.Ingest;

/// <summary>
/// Owns one connection to Discord's gateway: its session, and the sequence number up to which all effects are durable. When its
/// silo dies another resumes the same Discord session from that number.
/// </summary>
[Alias("fabric.IShardGrain")]
public interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Connects if it is not connected, and stays so until <see cref="StopAsync" />.</summary>
    Task StartAsync();

    /// <summary>Closes the connection and stores where the session stands, to be resumed.</summary>
    Task StopAsync();

    /// <summary>How it stands.</summary>
    Task<ShardStatus> GetStatusAsync();
}
