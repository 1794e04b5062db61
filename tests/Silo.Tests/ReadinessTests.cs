using System.Text.Json;
using Fabric.FakeDiscord;
using Fabric.FakeDiscord.Gateway;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests;

public sealed class ReadinessTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Is_lost_with_the_connection_to_Discord_and_comes_back_with_it()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord));
        await BecomesAsync(fabric, 200, static reason => reason is null);

        discord.Gateway.AcceptConnections = false;
        discord.Gateway.AbortConnections();
        await BecomesAsync(fabric, 503, static reason => reason == "Shard default/0of1 is not connected (Connecting).");
        var (live, _) = await Http.GetAsync(new Uri(fabric.Operations, "/health/live"));
        discord.Gateway.AcceptConnections = true;
        await BecomesAsync(fabric, 200, static reason => reason is null);

        live.ShouldBe(200);
        (discord.Counters.Identifies, discord.Counters.Resumes).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Tells_what_Discord_refuses_for_good()
    {
        await using var discord = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { DisallowedIntents = GatewayIntents.GuildPresences });
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord));

        await BecomesAsync(fabric, 503, static reason => reason?.Contains("the Presence intent", StringComparison.Ordinal) == true);

        (await Http.GetAsync(fabric.Lanyard)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Tells_of_a_token_that_Discord_refuses_and_how_to_mend_it_while_the_rest_works()
    {
        const string Problem = "BOT_TOKEN: Discord refused the bot token (401): copy it again from the Developer Portal (Bot > Reset Token).";
        await using var discord = await FakeDiscordServer.StartAsync();
        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord) with { BotToken = "not-the-token" });

        await BecomesAsync(fabric, 503, static reason => reason == Problem);

        (await Http.GetAsync(fabric.Lanyard)).Status.ShouldBe(200);
        fabric.Output.Concat(fabric.Errors).Count(static line => line.Contains(Problem, StringComparison.Ordinal)).ShouldBe(1);
        fabric.Output.Concat(fabric.Errors).ShouldNotContain(static line => line.Contains("not-the-token", StringComparison.Ordinal));
        discord.Counters.Connections.ShouldBe(0);
    }

    private static async Task BecomesAsync(FabricProcess fabric, int status, Func<string?, bool> reason)
    {
        var seen = (Status: 0, Body: default(JsonElement));
        await Eventually.TrueAsync(
            async () =>
            {
                seen = await Http.GetReadinessAsync(fabric);
                return seen.Status == status && reason(ReasonOf(seen.Body));
            },
            $"readiness {status}",
            Patience,
            () => $"{seen.Status} {seen.Body}");
    }

    private static string? ReasonOf(JsonElement report) => report.GetProperty("checks").EnumerateArray()
        .Single(static check => check.GetProperty("name").GetString() == "Discord")
        .GetProperty("reason").GetString();
}
