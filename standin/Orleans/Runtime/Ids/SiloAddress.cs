using System.Globalization;
using System.Net;
using System.Text;

namespace Orleans.Runtime;

/// <summary>A silo: where it listens, and which of the processes that ever listened there it is.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private static readonly DateTime Epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    /// <summary>No silo.</summary>
    public static SiloAddress Zero { get; } = new(new IPEndPoint(IPAddress.Any, 0), 0);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Seconds since 2022 at its start: a later process at the same endpoint has a higher one.</summary>
    public int Generation { get; }

    /// <summary>Of endpoint and generation.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    /// <summary>Of address, port and generation.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    /// <summary>The generation of a silo that starts now.</summary>
    public static int AllocateNewGeneration() =>
        checked((int)(TimeProvider.System.GetUtcNow().UtcDateTime - Epoch).TotalSeconds);

    /// <summary>As <c>IP:port@generation</c>.</summary>
    public string ToParsableString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    /// <summary>Of <c>IP:port@generation</c>.</summary>
    /// <exception cref="FormatException">Not of that form.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        var at = addr.LastIndexOf('@');
        if (at < 0
            || !IPEndPoint.TryParse(addr.AsSpan(0, at), out var endpoint)
            || !int.TryParse(addr.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
        {
            throw new FormatException($"'{addr}' is not a silo address of the form IP:port@generation.");
        }

        return new SiloAddress(endpoint, generation);
    }

    /// <summary>A hash that is the same in every process.</summary>
    public int GetConsistentHashCode() => unchecked((int)StableHash.Of(Encoding.UTF8.GetBytes(ToParsableString())));

    /// <summary>Whether it is a later process at the same endpoint.</summary>
    public bool IsSuccessorOf(SiloAddress other) =>
        Generation != 0 && other.Generation != 0 && Endpoint.Equals(other.Endpoint) && Generation > other.Generation;

    /// <inheritdoc />
    public bool Equals(SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <inheritdoc />
    public int CompareTo(SiloAddress? other) => string.CompareOrdinal(ToParsableString(), other?.ToParsableString());

    /// <inheritdoc />
    public override string ToString() => $"S{Endpoint}:{Generation.ToString(CultureInfo.InvariantCulture)}";
}
