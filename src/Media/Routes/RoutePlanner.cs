using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Fabric.Media.Routes;

/// <summary>What the strategies have in common: the addresses, and which of them fail. Everything happens under one lock.</summary>
internal abstract class RoutePlanner(IpPool pool, TimeProvider time) : IRoutePlanner
{
    /// <summary>How long an address is not used.</summary>
    public static readonly TimeSpan FailingTime = TimeSpan.FromDays(7);

    /// <summary>How many neighbours of an address are looked at when it cannot be used.</summary>
    private const int MaxNeighbours = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, DateTimeOffset> _failing = [];

    public AddressFamily Family => pool.Family;

    public RoutePlannerStatus Status
    {
        get
        {
            lock (_lock)
            {
                return Describe(new RoutePlannerStatus
                {
                    Class = GetType().Name,
                    IpBlockType = Family == AddressFamily.InterNetwork ? "Inet4Address" : "Inet6Address",
                    IpBlockSize = Text(Pool.Size),
                    FailingAddresses = [.. _failing.Where(entry => IsFailing(entry.Key)).Select(entry => FailingAddress.Of(entry.Key, entry.Value))],
                });
            }
        }
    }

    protected IpPool Pool => pool;

    protected TimeProvider Time => time;

    public IPAddress? Pick(IPAddress? remote)
    {
        if (remote is not null && remote.AddressFamily != Family)
        {
            return null;
        }

        lock (_lock)
        {
            return Choose();
        }
    }

    public void MarkFailing(IPAddress address)
    {
        lock (_lock)
        {
            var isNew = !IsFailing(address);
            _failing[address] = time.GetUtcNow();
            OnFailing(isNew);
        }
    }

    public bool Free(IPAddress address)
    {
        lock (_lock)
        {
            return _failing.Remove(address);
        }
    }

    public void FreeAll()
    {
        lock (_lock)
        {
            _failing.Clear();
        }
    }

    protected static string Text(UInt128 number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The address for the next connection.</summary>
    protected abstract IPAddress Choose();

    /// <summary>An address was refused somewhere. It may be one that was known to fail: connections made before go on.</summary>
    protected virtual void OnFailing(bool isNew)
    {
    }

    /// <summary>Adds what this strategy has to tell.</summary>
    protected abstract RoutePlannerStatus Describe(RoutePlannerStatus status);

    /// <summary>The number of the first usable address at <paramref name="index"/> or behind it.</summary>
    protected UInt128 FindUsable(UInt128 index)
    {
        var neighbours = Pool.Size < MaxNeighbours ? (int)Pool.Size : MaxNeighbours;
        for (var count = 0; count < neighbours; count++, index++)
        {
            var address = Pool.At(index);
            if (!Pool.IsExcluded(address) && !IsFailing(address))
            {
                return index % Pool.Size;
            }
        }

        throw new NoFreeAddressException();
    }

    private bool IsFailing(IPAddress address)
    {
        if (!_failing.TryGetValue(address, out var since))
        {
            return false;
        }

        if (since + FailingTime > time.GetUtcNow())
        {
            return true;
        }

        _failing.Remove(address);
        return false;
    }
}
