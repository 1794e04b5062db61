namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>What goes wrong in a schedule, until everything is mended.</summary>
internal sealed class Faults(World world, Cluster cluster, TimeSpan end)
{
    private static readonly string[] Kinds =
        ["crash", "crash", "vanish", "pause", "pause", "pause", "cut", "cut one way", "isolate", "isolate from the store", "isolate from all", "outage", "slow store", "loss", "gateway", "verdict", "leave"];

    /// <summary>Plans them.</summary>
    public void Plan()
    {
        var count = world.Random.Next(1, 9);
        for (var index = 0; index < count; index++)
        {
            var begins = world.Between(1.5, end.TotalSeconds);
            var lasts = world.Chance(0.5) ? world.Between(0.1, 3) : world.Between(2, 9);
            var until = begins + lasts < end ? begins + lasts : end;
            var (kind, silo) = (world.Pick(Kinds), world.Pick(cluster.Silos));
            world.After(begins, () => Begin(kind, silo, until - begins));
        }
    }

    private void Begin(string kind, Silo silo, TimeSpan lasts)
    {
        if (world.IsTraced)
        {
            world.Note($"{kind} {silo.Host} for {lasts.TotalSeconds:0.00} s");
        }

        var others = cluster.Silos.Where(other => other != silo).Select(static other => other.Host).ToArray();
        switch (kind)
        {
            case "crash" or "vanish":
                silo.Crash(isHostGone: kind == "vanish");
                world.After(lasts, () => Cluster.Restart(silo));
                break;
            case "pause":
                silo.Pause();
                world.After(lasts, silo.Continue);
                break;
            case "cut" or "cut one way":
                Cut(silo.Host, [world.Pick(cluster.Silos).Host], lasts, bothWays: kind == "cut");
                break;
            case "isolate":
                Cut(silo.Host, others, lasts, bothWays: true);
                break;
            case "isolate from the store":
                Cut(silo.Host, [Store.Host], lasts, world.Chance(0.7));
                break;
            case "isolate from all":
                Cut(silo.Host, [.. others, Store.Host], lasts, bothWays: true);
                break;
            default:
                BeginOther(kind, silo, lasts);
                break;
        }
    }

    private void BeginOther(string kind, Silo silo, TimeSpan lasts)
    {
        switch (kind)
        {
            case "outage":
                cluster.Store.GoAway();
                world.After(lasts, cluster.Store.ComeBack);
                break;
            case "slow store":
                cluster.Store.Slowness = world.Random.NextDouble() * 0.6;
                world.After(lasts, () => cluster.Store.Slowness = 0);
                break;
            case "loss":
                cluster.Network.Loss = world.Random.NextDouble() * 0.4;
                world.After(lasts, () => cluster.Network.Loss = 0);
                break;
            case "gateway":
                var gateway = world.Pick(cluster.Gateways);
                gateway.Crash();
                world.After(lasts, () => Cluster.Restart(gateway));
                break;
            case "verdict" when silo.IsAlive:
                world.Pick(cluster.Silos).OnVerdict(silo.Id);
                break;
            case "leave" when silo is { IsAlive: true, IsPaused: false }:
                silo.Leave();
                break;
        }
    }

    private void Cut(string host, IEnumerable<string> others, TimeSpan lasts, bool bothWays)
    {
        foreach (var other in others)
        {
            Cut(host, other, lasts);
            if (bothWays)
            {
                Cut(other, host, lasts);
            }
        }
    }

    private void Cut(string from, string to, TimeSpan lasts)
    {
        cluster.Network.Cut(from, to);
        world.After(lasts, () => cluster.Network.Mend(from, to));
    }
}
