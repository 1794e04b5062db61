using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Players;
using Fabric.Discord.Voice;
using Fabric.Grains.Player;
using Fabric.Grains.Tests.Support;
using Fabric.Grains.Tracks;
using Fabric.Media.Players;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fabric.Grains.Tests.Player;

/// <summary>A silo with players, of which sessions, voice and track sources are a test's, and the engine's clock too.</summary>
public sealed class PlayerSilo : IAsyncLifetime
{
    private readonly ConcurrentDictionary<SessionId, FakeSession> _sessions = new();
    private GrainSilo? _silo;
    private int _last;

    internal StateStore Store { get; } = new();

    internal ManualTimeProvider Clock { get; } = new();

    internal FakeVoice Voice { get; } = new();

    internal GrainSilo Silo => _silo!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _silo = await GrainSilo.StartAsync(Store, services =>
    {
        services.AddSingleton<IPlayerEngine>(new ClockEngine(Clock));
        services.AddSingleton<IVoiceConnector>(Voice);
        services.AddSingleton<ITrackLoader, FakeLoader>();
        services.AddSingleton(new PlayerSessions(SessionOf));
        services.Configure<LavalinkPlayerOptions>(static options => options.UpdateInterval = TimeSpan.FromMilliseconds(100));
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }
    }

    internal PlayerId NewPlayer() => new(
        new SessionId(Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture).PadLeft(SessionId.Length, 's')),
        new GuildId(9_007_199_254_740_993));

    internal IPlayerGrain Grain(PlayerId player) => Silo.Client.GetGrain<IPlayerGrain>(PlayerKey.Of(player));

    internal FakeSession SessionOf(PlayerId player) => SessionOf(player.Session);

    internal string? RecordOf(PlayerId player) => Store[$"player/{player}"];

    /// <summary>The player's row among the watchdog's; null where there is none.</summary>
    internal async Task<WatchdogRow?> RowOfAsync(PlayerId player)
    {
        var entity = PlayerKey.EntityOf(player);
        var rows = await Silo.Client.GetGrain<IWatchdogGrain>(WatchdogKey.Of(entity)).GetAsync([]);
        return rows.SingleOrDefault(row => row.Entity == entity.ToString());
    }

    internal static PlayerUpdate Read(string body) => LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes(body));

    private FakeSession SessionOf(SessionId session) => _sessions.GetOrAdd(session, static _ => new FakeSession());
}
