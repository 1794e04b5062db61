using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>All processes, what connects them, and what must live in them.</summary>
internal sealed class Cluster
{
    public const int Players = 3;
    public const int Shards = 2;
    public const int Sessions = 2;

    private static readonly TimeSpan DispatchPeriod = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);

    public Cluster(World world, ModelRules rules, int siloCount)
    {
        (World, Rules) = (world, rules);
        Network = new Network(world) { SlowMessages = rules.SlowMessages };
        Outside = new Outside(world);
        Store = new Store(world, Network) { OnCommit = OnCommit };
        Silos = [.. Enumerable.Range(0, siloCount).Select(index => new Silo(world, this, $"s{index}"))];
        Gateways = [.. Enumerable.Range(0, 2).Select(index => new Gateway(world, this, $"g{index}"))];
    }

    public World World { get; }

    public ModelRules Rules { get; }

    public Network Network { get; }

    public Store Store { get; }

    public Outside Outside { get; }

    public IReadOnlyList<Silo> Silos { get; }

    public IReadOnlyList<Gateway> Gateways { get; }

    /// <summary>Whether new things still happen, so that everything can come through in the end.</summary>
    public bool AreEventsMade { get; set; } = true;

    public static IEnumerable<(string Entity, EntityClass Class)> Entities() =>
        Enumerable.Range(0, Players).Select(static index => ($"player{index}", EntityClass.AudiblePlayer))
            .Concat(Enumerable.Range(0, Shards).Select(static index => ($"shard{index}", EntityClass.Shard)))
            .Concat(Enumerable.Range(0, Sessions).Select(static index => ($"session{index}", EntityClass.Session)));

    public void Start()
    {
        foreach (var (entity, @class) in Entities())
        {
            Store.Write($"row/{entity}", new WatchdogRow(entity, @class, new SiloId(""), 0), 0);
        }

        foreach (var silo in Silos)
        {
            silo.Start();
        }

        foreach (var gateway in Gateways)
        {
            gateway.Start();
        }

        for (var index = 0; index < Sessions; index++)
        {
            Gateways[index % Gateways.Count].Connect($"session{index}");
        }

        World.After(DispatchPeriod, Dispatch);
    }

    public static Activation Create(Silo silo, WatchdogRow row) => row.Class switch
    {
        EntityClass.Shard => new ShardActivation(silo, row.Entity),
        EntityClass.Session => new SessionActivation(silo, row.Entity),
        _ => new PlayerActivation(silo, row.Entity),
    };

    /// <summary>A process ends by itself, and whatever watches over processes starts it again.</summary>
    public void Exit(Silo silo)
    {
        if (World.IsTraced)
        {
            World.Note($"{silo.Id} exits");
        }

        silo.Crash();
        World.After(World.Between(0.3, 2), () => Restart(silo));
    }

    public static void Restart(Process process)
    {
        if (!process.IsAlive)
        {
            process.Start();
        }
    }

    /// <summary>Whoever tries to connect to a process that has ended is refused, by a host that is there.</summary>
    public void LookForProcess(Silo from, SiloId silo, Action isGone)
    {
        var target = Silos.First(one => silo.Value.StartsWith(one.Host + ".", StringComparison.Ordinal));
        if ((target.IsAlive && target.Id == silo) || target.IsHostGone)
        {
            return;
        }

        if (Network.Carries(from.Host, target.Host) && Network.Carries(target.Host, from.Host))
        {
            from.Post(Network.Delay(), isGone);
        }
    }

    /// <summary>The clients of a gateway go to another.</summary>
    public void OnGatewayCrashed(IEnumerable<string> sessions)
    {
        foreach (var session in sessions)
        {
            Outside.OnGatewayCrashed(session);
            Reconnect(session);
        }
    }

    /// <summary>The entities that nobody acts for.</summary>
    public IEnumerable<string> Orphans() =>
        Entities().Select(static one => one.Entity).Where(entity => !Silos.Any(silo => silo is { IsAlive: true, IsPaused: false } && silo.Find(entity) is { MaySend: true }));

    private void Reconnect(string session) => World.After(World.Between(0.05, 0.5), () =>
    {
        if (Gateways.FirstOrDefault(static gateway => gateway.IsAlive) is { } gateway)
        {
            gateway.Connect(session);
        }
        else
        {
            Reconnect(session);
        }
    });

    private void Dispatch()
    {
        if (!AreEventsMade)
        {
            return;
        }

        for (var index = 0; index < Shards; index++)
        {
            Outside.Dispatch($"shard{index}");
        }

        World.After(DispatchPeriod, Dispatch);
    }

    private void OnCommit(string key, object value)
    {
        if (value is EntityRecord record)
        {
            Outside.OnCommit(key["entity/".Length..], record);
            if (World.IsTraced && _epochs.GetValueOrDefault(key) != record.Epoch)
            {
                _epochs[key] = record.Epoch;
                World.Note($"stored {key}: epoch {record.Epoch} of {record.Owner}");
            }
        }
        else if (World.IsTraced && value is SiloEntry { Record.IsGone: true } entry)
        {
            World.Note($"stored {key}: gone{(entry.Record.HasLeft ? ", left in order" : "")}");
        }
    }
}
