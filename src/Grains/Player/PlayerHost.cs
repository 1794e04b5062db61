using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Abstractions.Sessions;
using Fabric.Discord.Voice;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Tracks;
using Fabric.Media.Players;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Grains.Player;

/// <summary>What the players of a silo share: what plays them, what connects them, where tracks are found.</summary>
public sealed class PlayerHost(
    IPlayerEngine engine,
    IVoiceConnector voice,
    ITrackLoader loader,
    PlayerSessions sessions,
    ITakeover takeover,
    ILocalSiloDetails silo,
    LocalEntities entities,
    IGrainFactory grains,
    IOptions<LavalinkPlayerOptions> options,
    IOptions<FailoverOptions> failover,
    TimeProvider time,
    ILoggerFactory loggers)
{
    internal IPlayerEngine Engine => engine;

    internal IVoiceConnector Voice => voice;

    internal ITrackLoader Loader => loader;

    internal ITakeover Takeover => takeover;

    /// <summary>This silo.</summary>
    internal SiloId Self { get; } = silo.SiloAddress.ToId();

    /// <summary>An outage of the store fails every player's writes: a line tells of it, not a line of each.</summary>
    internal LogPause WriteFailures { get; } = new(time);

    /// <summary>Likewise of reports, where the silo of many sessions is lost.</summary>
    internal LogPause ReportFailures { get; } = new(time);

    internal LocalEntities Entities => entities;

    internal IGrainFactory Grains => grains;

    internal LavalinkPlayerOptions Options => options.Value;

    internal FailoverOptions Failover => failover.Value;

    internal TimeProvider Time => time;

    internal ILoggerFactory Loggers => loggers;

    /// <summary>The time, in milliseconds since 1970.</summary>
    internal long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    internal ISessionGrain SessionOf(PlayerId player) => sessions.Get(player.Session);

    internal IPlayerGrain GrainOf(PlayerId player) => grains.GetGrain<IPlayerGrain>(PlayerKey.Of(player));
}
