using System.Globalization;
using System.Text.Json;
using Fabric.Testing;

namespace Fabric.Cluster.Tests.Support;

/// <summary>Bots with a few players each, and what each was told of every player. Thread-safe.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private const string Unacknowledged = "fabric_lavalink_unacknowledged_events";
    private const ulong FirstUser = 817327181659111454;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<LavalinkBot> _bots = [];
    private readonly Dictionary<(int Bot, string Guild), List<string>> _told = [];

    /// <summary>The bots.</summary>
    public IReadOnlyList<LavalinkBot> Bots => _bots;

    /// <summary>Connects bots whose players all play; each has one for every end, which is when its track ends, in ms; null for never.</summary>
    public static async Task<Audience> StartAsync(FabricProcess gateway, int bots, IReadOnlyList<int?> ends)
    {
        var audience = new Audience();
        for (var bot = 0; bot < bots; bot++)
        {
            var number = bot;
            audience._bots.Add(await LavalinkBot.ConnectAsync(gateway.Lavalink, FirstUser + (ulong)bot, onMessage: message => audience.Take(number, message)));
        }

        await Task.WhenAll(audience._bots.SelectMany(bot => ends.Select((end, guild) => bot.UpdateAsync(
            (ulong)guild + 1,
            $$"""{"track":{"encoded":"{{TrackExamples.Stream}}"},"endTime":{{end?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}"""))));
        await audience.IsToldAsync("TrackStartEvent", bots * ends.Count);
        await AcknowledgedAsync(gateway);
        return audience;
    }

    /// <summary>Waits until as many events of a type came.</summary>
    public Task IsToldAsync(string type, int count) =>
        Eventually.TrueAsync(() => Count(type) >= count, $"{count} {type}s", Patience, () => $"{Count(type)}; {this}");

    /// <summary>The events of a bot's player, in the order in which they came.</summary>
    public string[] EventsOf(int bot, int guild)
    {
        lock (_gate)
        {
            return [.. _told.GetValueOrDefault((bot, guild.ToString(CultureInfo.InvariantCulture)), [])];
        }
    }

    /// <inheritdoc />
    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join("; ", _told.Select(static told => $"bot {told.Key.Bot} guild {told.Key.Guild}: {string.Join(", ", told.Value)}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots)
        {
            await bot.DisposeAsync();
        }
    }

    private static Task AcknowledgedAsync(FabricProcess gateway)
    {
        var seen = "";
        return Eventually.TrueAsync(
            async () =>
            {
                seen = (await Http.GetAsync(new Uri(gateway.Operations, $"/metrics?name[]={Unacknowledged}"))).Body;
                return seen.Contains($"{Unacknowledged} 0\n", StringComparison.Ordinal);
            },
            "every session to know what its bot was told",
            lastSeen: () => seen);
    }

    private int Count(string type)
    {
        lock (_gate)
        {
            return _told.Values.Sum(told => told.Count(one => one.StartsWith(type, StringComparison.Ordinal)));
        }
    }

    private void Take(int bot, JsonElement message)
    {
        if (message.GetProperty("op").GetString() != "event")
        {
            return;
        }

        var reason = message.TryGetProperty("reason", out var given) ? $" {given}" : "";
        lock (_gate)
        {
            var key = (bot, message.GetProperty("guildId").GetString()!);
            if (!_told.TryGetValue(key, out var told))
            {
                _told[key] = told = [];
            }

            told.Add($"{message.GetProperty("type").GetString()}{reason}");
        }
    }
}
