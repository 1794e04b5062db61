using System.Diagnostics.CodeAnalysis;
using Fabric.Abstractions.Ids;

namespace Fabric.Grains.Ingest;

/// <summary>The bots whose tokens this process has. They may change while it runs. Thread-safe.</summary>
public sealed class BotRegistry
{
    private Dictionary<BotId, BotOptions> _bots;

    /// <summary>Begins with these.</summary>
    public BotRegistry(IEnumerable<BotOptions> bots) => _bots = bots.ToDictionary(static bot => bot.Id);

    /// <summary>All of them, as they are now. Never changed in place.</summary>
    public IReadOnlyCollection<BotOptions> All => Volatile.Read(ref _bots).Values;

    /// <summary>From now on it is these.</summary>
    public void Replace(IEnumerable<BotOptions> bots) => Volatile.Write(ref _bots, bots.ToDictionary(static bot => bot.Id));

    /// <summary>Finds one; false where its token is not here.</summary>
    public bool TryGet(BotId id, [MaybeNullWhen(false)] out BotOptions bot) => Volatile.Read(ref _bots).TryGetValue(id, out bot);

    /// <summary>One whose token is here.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public BotOptions Get(BotId id) => TryGet(id, out var bot) ? bot : throw new InvalidOperationException($"No bot '{id}' is configured in this silo.");
}
