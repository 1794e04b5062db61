namespace Fabric.Grains.Tests.Cluster.Model;

/// <summary>One host, and the lives of the process on it. What is to happen in a life does not happen in the next, and waits in a pause.</summary>
internal class Process(World world, string host)
{
    private readonly Queue<Action> _waiting = new();
    private TimeSpan _offset;
    private double _rate = 1;

    public World World => world;

    public string Host => host;

    public int Life { get; private set; }

    public bool IsAlive { get; private set; }

    public bool IsPaused { get; private set; }

    /// <summary>Whether the host itself is gone, so that nobody learns of the process' end.</summary>
    public bool IsHostGone { get; private set; }

    /// <summary>This process' monotonic clock: it begins anywhere and is a little fast or slow.</summary>
    public TimeSpan Clock => _offset + (world.Now * _rate);

    public void Start()
    {
        Life++;
        (IsAlive, IsPaused, IsHostGone) = (true, false, false);
        _offset = world.Between(0, 1000);
        _rate = 1 + ((world.Random.NextDouble() - 0.5) * 0.02);
        OnStarted();
    }

    public void Crash(bool isHostGone = false)
    {
        (IsAlive, IsPaused, IsHostGone) = (false, false, isHostGone);
        _waiting.Clear();
        OnCrashed();
    }

    public void Pause() => IsPaused = IsAlive;

    public void Continue()
    {
        if (!IsPaused)
        {
            return;
        }

        IsPaused = false;
        while (_waiting.TryDequeue(out var action))
        {
            Post(TimeSpan.Zero, action);
        }
    }

    /// <summary>Does something in this life, after a time of this process' clock.</summary>
    public void AfterLocal(TimeSpan delay, Action action) => Post(delay / _rate, action);

    /// <summary>Does something in this life, after a time of the world.</summary>
    public void Post(TimeSpan delay, Action action)
    {
        var life = Life;
        world.After(delay, () => Run(life, action));
    }

    /// <summary>Does something in this life again and again.</summary>
    public void Every(TimeSpan period, Action action)
    {
        void Round()
        {
            action();
            AfterLocal(period, Round);
        }

        AfterLocal(period * world.Random.NextDouble(), Round);
    }

    protected virtual void OnStarted()
    {
    }

    protected virtual void OnCrashed()
    {
    }

    private void Run(int life, Action action)
    {
        if (!IsAlive || life != Life)
        {
            return;
        }

        if (IsPaused)
        {
            _waiting.Enqueue(action);
        }
        else
        {
            action();
        }
    }
}
