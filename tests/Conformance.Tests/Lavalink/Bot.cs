using Fabric.Conformance.Tests.Scripts;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Lavalink;

/// <summary>What a bot of the tests is, and how it begins to play.</summary>
internal static class Bot
{
    public const string User = "817327181659111454";
    public const string Guild = "817327181659111455";
    public const string Channel = "817327181659111456";
    public const string OtherChannel = "817327181659111457";

    private const string Unacknowledged = "fabric_lavalink_unacknowledged_events";

    /// <summary>The clients for Node, each of which has a script of its name.</summary>
    public static TheoryData<string> Clients { get; } = ["shoukaku", "lavalink-client"];

    /// <summary>Starts a client, which connects.</summary>
    public static NodeScript Start(string name, FabricProcess gateway, bool resume, int reconnectTries = 30) => NodeScript.Start(
        $"lavalink/{name}.mjs",
        new { user = User, password = FabricProcess.LavalinkPassword, nodes = new[] { gateway.Lavalink.Authority }, resume, resumeTimeout = 60, reconnectTries });

    /// <summary>
    /// Connects, joins a channel and plays a file, until the session knows that the bot was told of the start: whatever is killed from here on, it
    /// is not told again.
    /// </summary>
    /// <returns>The session's id.</returns>
    public static async Task<string> PlayAsync(NodeScript client, FabricProcess gateway, string file, int position)
    {
        var session = (await client.ExpectAsync("ready")).GetProperty("session").GetString()!;
        var encoded = (await client.DoAsync("resolve", new { identifier = file })).GetProperty("data").GetProperty("encoded").GetString()!;
        await client.DoAsync("join", new { guild = Guild, channel = Channel });
        await client.DoAsync("play", new { guild = Guild, options = new { track = new { encoded }, position } });
        await client.ExpectAsync("start");
        await AcknowledgedAsync(gateway);
        return session;
    }

    private static async Task AcknowledgedAsync(FabricProcess gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway.Operations };
        var seen = "";
        await Eventually.TrueAsync(
            async () =>
            {
                seen = await http.GetStringAsync(new Uri($"/metrics?name[]={Unacknowledged}", UriKind.Relative));
                return seen.Contains($"{Unacknowledged} 0\n", StringComparison.Ordinal);
            },
            "the session to know what its socket was sent",
            lastSeen: () => seen);
    }
}
