using System.Collections.Concurrent;

namespace Fabric.Grains.Ingest;

/// <summary>Who was seen in a guild since Discord began to list it. Thread-safe.</summary>
internal sealed class GuildListing
{
    private readonly ConcurrentDictionary<ulong, byte> _seen = new();

    public void See(ulong user) => _seen.TryAdd(user, 0);

    public bool Has(ulong user) => _seen.ContainsKey(user);
}
