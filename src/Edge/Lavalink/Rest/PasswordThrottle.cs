using System.Net;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>
/// Makes guessing passwords slow: who has failed too often, by address, waits longer for each further refusal. Nobody else waits, and the right
/// password never does. Thread-safe, and bounded.
/// </summary>
internal sealed class PasswordThrottle(TimeProvider time)
{
    /// <summary>How many failures are answered at once.</summary>
    public const int Free = 5;

    /// <summary>How many addresses are remembered: of more the one that failed longest ago is forgotten.</summary>
    public const int MostAddresses = 4096;

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>How long failures are remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>A network's host part is its owner's to choose (RFC 4291 §2.5.4).</summary>
    private const int NetworkBytes = 8;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(125);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, LinkedListNode<(IPAddress Address, int Count, long At)>> _failures = [];
    private readonly LinkedList<(IPAddress Address, int Count, long At)> _byAge = new();

    /// <summary>A wrong password came: how long to wait before it is refused.</summary>
    public TimeSpan Fail(IPAddress? address)
    {
        var origin = OriginOf(address);
        lock (_gate)
        {
            var count = Forget(origin) + 1;
            if (_failures.Count == MostAddresses)
            {
                Forget(_byAge.First!.Value.Address);
            }

            _failures[origin] = _byAge.AddLast((origin, count, time.GetTimestamp()));
            return DelayOf(count);
        }
    }

    /// <summary>The right password came.</summary>
    public void Succeed(IPAddress? address)
    {
        if (_failures.Count > 0)
        {
            var origin = OriginOf(address);
            lock (_gate)
            {
                Forget(origin);
            }
        }
    }

    /// <summary>Doubles with each failure.</summary>
    private static TimeSpan DelayOf(int failures)
    {
        const int Doublings = 4;
        return failures <= Free ? TimeSpan.Zero : Min(Longest, First * (1 << Math.Min(failures - Free - 1, Doublings)));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static IPAddress OriginOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Math.Min(NetworkBytes, bytes.Length)).Clear();
        return new IPAddress(bytes);
    }

    /// <summary>How many failures are forgotten that still counted.</summary>
    private int Forget(IPAddress origin)
    {
        if (!_failures.Remove(origin, out var known))
        {
            return 0;
        }

        _byAge.Remove(known);
        return time.GetElapsedTime(known.Value.At) < Memory ? known.Value.Count : 0;
    }
}
