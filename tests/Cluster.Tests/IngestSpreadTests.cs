using System.Text.Json;
using Fabric.Cluster.Tests.Support;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Cluster.Tests;

/// <summary>
/// The shards of a bot are spread over the silos, and go on with their sessions in another one when silos come, leave and die: the fake counts
/// identifies and resumes.
/// </summary>
public sealed class IngestSpreadTests(SharedPostgres postgres) : IAsyncLifetime
{
    private const int Shards = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(30);

    private Scene? _scene;
    private List<Snowflake> _users = [];

    private Scene Scene => _scene!;

    private FakeDiscordServer Discord => Scene.Discord;

    public async ValueTask InitializeAsync()
    {
        _scene = await Scene.CreateAsync(postgres.Server, new FakeDiscordOptions { Shards = Shards, MaxConcurrency = Shards });
        _users = [.. Enumerable.Range(1, 2 * Shards).Select(AddUserInGuildOfItsOwn)];
    }

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    [Fact]
    public async Task Shards_go_where_silos_are_and_take_their_sessions_along()
    {
        var first = await Scene.StartSiloAsync();
        var gateway = await Scene.StartGatewayAsync();
        await AreSpreadAsync(first);
        var second = await Scene.StartSiloAsync();
        await AreSpreadAsync(first, second);
        Discord.Counters.Identifies.ShouldBe(Shards, "who moves resumes");

        await first.SignalAsync("TERM");
        (await first.EndAsync(EndLimit)).ShouldBe(0);
        await AreSpreadAsync(second);
        await EverybodysChangesArriveAsync(gateway, "dnd");
        Discord.Counters.Identifies.ShouldBe(Shards, "who moves resumes");

        var third = await Scene.StartSiloAsync();
        await AreSpreadAsync(second, third);
        await second.SignalAsync("KILL");
        await second.EndAsync();
        await AreSpreadAsync(third);
        await EverybodysChangesArriveAsync(gateway, "idle");
        Discord.Counters.Identifies.ShouldBe(Shards, "what a lost silo had is resumed");
        Discord.Counters.Received(GatewayOpcode.Identify).ShouldBe(Shards);
    }

    [Fact]
    public async Task Silos_without_the_role_get_none()
    {
        var ingest = await Scene.StartSiloAsync("Cluster:Roles=ingest,presence");
        await Scene.StartSiloAsync("Cluster:Roles=presence");

        await AreSpreadAsync(ingest);
        await EverybodysChangesArriveAsync(await Scene.StartGatewayAsync(), "dnd");
    }

    /// <summary>Each of the silos has its share, every shard is connected, and no other connection is open.</summary>
    private Task AreSpreadAsync(params FabricProcess[] silos)
    {
        var seen = new List<string>();
        return Eventually.TrueAsync(
            async () =>
            {
                seen = [.. await Task.WhenAll(silos.Select(ShardsOfAsync))];
                var shards = seen.Select(static detail => detail.Split(' ').Count(static word => word.StartsWith("default/", StringComparison.Ordinal))).ToList();
                return shards.Sum() == Shards && shards.Max() - shards.Min() <= 1 && Discord.Counters.OpenConnections == Shards;
            },
            $"{Shards} shards to be spread over {silos.Length} silo(s)",
            Patience,
            () => $"{string.Join("; ", seen)}; {Discord.Counters.OpenConnections} connection(s)");
    }

    private async Task EverybodysChangesArriveAsync(FabricProcess gateway, string status)
    {
        foreach (var user in _users)
        {
            Discord.World.SetPresence(user, DiscordPresence.Online() with { Status = status });
        }

        foreach (var user in _users)
        {
            await Eventually.TrueAsync(
                async () => (await Http.GetAsync(new Uri(gateway.Lanyard, $"/v1/users/{user}"))).Body.Contains($"\"discord_status\":\"{status}\"", StringComparison.Ordinal),
                $"user {user} to be served as {status}",
                Patience);
        }
    }

    private static async Task<string> ShardsOfAsync(FabricProcess silo)
    {
        var (_, report) = await Http.GetAsync(new Uri(silo.Operations, "/health/ready"));
        return JsonElement.Parse(report).GetProperty("checks").EnumerateArray()
            .Single(static check => check.GetProperty("name").GetString() == "Discord")
            .GetProperty("detail").GetString()!;
    }

    private Snowflake AddUserInGuildOfItsOwn(int number)
    {
        var user = Discord.World.AddUser($"user{number}").Id;
        Discord.World.SetPresence(user, DiscordPresence.Online());
        Discord.World.AddGuild($"guild{number}", [user], (ulong)number << 22);
        return user;
    }
}
