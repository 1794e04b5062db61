namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>Carries messages between hosts: late, or not at all. A cut has a direction.</summary>
internal sealed class Network(World world)
{
    private readonly Dictionary<(string From, string To), int> _cuts = [];

    /// <summary>How likely a message is lost.</summary>
    public double Loss { get; set; }

    /// <summary>How likely a message is slow.</summary>
    public double SlowMessages { get; init; }

    public void Cut(string from, string to) => _cuts[(from, to)] = _cuts.GetValueOrDefault((from, to)) + 1;

    public void Mend(string from, string to) => _cuts[(from, to)]--;

    public bool IsCut(string from, string to) => _cuts.TryGetValue((from, to), out var count) && count > 0;

    /// <summary>Whether a message gets through now.</summary>
    public bool Carries(string from, string to) => !IsCut(from, to) && !(Loss > 0 && world.Chance(Loss));

    public TimeSpan Delay() => world.Chance(SlowMessages) ? world.Between(0.05, 2) : world.Between(0.0002, 0.003);

    /// <summary>Something happens at another process, if the message arrives while it lives.</summary>
    public void Send(string from, Process to, Action arrive)
    {
        if (to.IsAlive && Carries(from, to.Host))
        {
            to.Post(Delay(), arrive);
        }
    }

    /// <summary>Asks another process; the answer comes back or does not.</summary>
    public void Ask<T>(Process from, Process to, Func<T?> answer, Action<T> onAnswer)
        where T : class
    {
        var life = from.Life;
        Send(from.Host, to, () =>
        {
            if (answer() is { } answered && from.Life == life)
            {
                Send(to.Host, from, () => onAnswer(answered));
            }
        });
    }
}
