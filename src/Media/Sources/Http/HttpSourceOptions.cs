namespace Fabric.Media.Sources.Http;

/// <summary>The source of http addresses (lavalink.md §9.1, <c>timeouts</c> and <c>httpConfig</c>).</summary>
public sealed record HttpSourceOptions
{
    /// <summary>How long a connection may take to come about (<c>connectTimeoutMs</c>).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMilliseconds(3000);

    /// <summary>How long a server may be silent (<c>socketTimeoutMs</c>).</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromMilliseconds(3000);

    /// <summary>
    /// How long looking at one file may take in all. Lavalink knows no such limit; without one, a server that sends a byte now and then keeps
    /// a load going for days. Clients give up after 10 to 30 s.
    /// </summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes of one file are looked at, at most.</summary>
    public long MaxProbeBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Whether addresses that are not the Internet's are fetched from: this machine, its network, a cloud's metadata. Lavalink does, and
    /// people serve files from localhost. Where strangers choose what is loaded, set it to false (lavalink.md §11, 13).
    /// </summary>
    public bool AllowPrivateAddresses { get; init; } = true;

    /// <summary>The proxy to go through, if any.</summary>
    public HttpProxyOptions? Proxy { get; init; }

    /// <summary>What is told to servers as User-Agent.</summary>
    public string UserAgent { get; init; } = "Fabric";

    /// <summary>Throws when a value is out of its limits, with a message that says which, and what is allowed.</summary>
    /// <exception cref="ArgumentException">A value is out of its limits.</exception>
    public void Validate()
    {
        RequirePositive(ConnectTimeout, nameof(ConnectTimeout));
        RequirePositive(ReadTimeout, nameof(ReadTimeout));
        RequirePositive(LoadTimeout, nameof(LoadTimeout));
        if (MaxProbeBytes < 64 * 1024)
        {
            throw new ArgumentException($"{nameof(MaxProbeBytes)} is {MaxProbeBytes}, allowed is 65536 or more.", nameof(MaxProbeBytes));
        }
    }

    private static void RequirePositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{name} is {value}, allowed is more than 0.", name);
        }
    }
}
