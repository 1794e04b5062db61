using System.Text.Json;
using Fabric.Conformance.Tests.Scripts;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.Conformance.Tests.Discord;

/// <summary>discord.js as a script, and what tests look for in what it tells.</summary>
internal static class DiscordJs
{
    public const GatewayIntents Intents = GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildPresences;

    /// <summary>How many presences <see cref="ChangeOften"/> sets.</summary>
    public const int Changes = 20;

    public static readonly DateTimeOffset Since = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    public static NodeScript Start(FakeDiscordServer discord, GatewayIntents intents = Intents) =>
        NodeScript.Start("discord/client.mjs", new { api = discord.Addresses.Api, token = discord.Token, intents = (int)intents });

    /// <summary>Each change has another text, so that none can stand for another.</summary>
    public static void ChangeOften(FakeDiscordServer discord, Snowflake user)
    {
        for (var i = 0; i < Changes; i++)
        {
            discord.World.SetPresence(user, DiscordPresence.Online(Activities.Custom($"change {i}", Since)));
        }
    }

    /// <summary>Every change came, and the sequence numbers have neither a gap nor a repetition.</summary>
    public static async Task ShouldHaveSeenEveryChangeAsync(NodeScript client)
    {
        for (var i = 0; i < Changes; i++)
        {
            await client.ExpectAsync("presence", message => StateOf(message) == $"change {i}", $"change {i}");
        }

        var sequence = client.Seen("raw")
            .Select(static message => message.GetProperty("s"))
            .Where(static s => s.ValueKind == JsonValueKind.Number)
            .ToList();
        sequence.Select(static s => s.GetInt32()).ShouldBe(Enumerable.Range(1, sequence.Count));
    }

    public static Func<JsonElement, bool> IsFor(Snowflake user, string status) => message =>
        message.GetProperty("user").GetString() == user.ToString() && message.GetProperty("status").GetString() == status;

    public static Func<JsonElement, bool> IsDispatch(string type) => message => message.GetProperty("t").GetString() == type;

    public static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(static element => element.GetString()!);

    private static string? StateOf(JsonElement presence) =>
        presence.GetProperty("activities") is { } activities && activities.GetArrayLength() > 0
            ? activities[0].GetProperty("state").GetString()
            : null;
}
