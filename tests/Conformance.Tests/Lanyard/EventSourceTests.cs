using System.Text.Json;
using Fabric.FakeDiscord.Model;
using Microsoft.Playwright;

namespace Fabric.Conformance.Tests.Lanyard;

/// <summary>A browser's own EventSource, on a page of another origin, against the real program.</summary>
[Collection(nameof(LanyardCollection))]
public sealed class EventSourceTests(LanyardFabric fabric, Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 20_000;

    /// <summary>Keeps what the source brings, by event, and how often it was opened.</summary>
    private const string Listen = """
        address => {
          window.seen = { INIT_STATE: [], PRESENCE_UPDATE: [], opened: 0, errors: 0 };
          window.source = new EventSource(address);
          source.onopen = () => seen.opened++;
          source.onerror = () => seen.errors++;
          for (const name of ['INIT_STATE', 'PRESENCE_UPDATE'])
            source.addEventListener(name, event => seen[name].push(JSON.parse(event.data).discord_status));
        }
        """;

    [Fact]
    public async Task Is_told_of_a_presence_and_its_changes_and_goes_on_by_itself_after_a_restart()
    {
        await using var server = await PageServer.StartAsync(react: 19);
        var page = await chromium.OpenAsync();
        var user = fabric.AddUser("streamed", DiscordPresence.Online());
        await page.GotoAsync(server.AddressOf(fabric.Program.Lanyard, user));
        await ExpectAsync(page, "document.querySelector('#socket .status')?.textContent === 'online'");

        await page.EvaluateAsync(Listen, new Uri(fabric.Program.Lanyard, $"/v1/users/{user}/events").ToString());
        await ExpectAsync(page, "seen.INIT_STATE[0] === 'online'");
        fabric.World.SetPresence(user, DiscordPresence.Of("dnd", "web"));
        await ExpectAsync(page, "seen.PRESENCE_UPDATE.at(-1) === 'dnd'");
        (await page.EvaluateAsync<int>("seen.opened")).ShouldBe(1);

        await fabric.RestartProgramAsync();
        fabric.World.SetPresence(user, DiscordPresence.Of("idle", "web"));

        await ExpectAsync(page, "[...seen.PRESENCE_UPDATE, ...seen.INIT_STATE.slice(1)].includes('idle')");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Is_refused_for_somebody_who_is_not_monitored()
    {
        await using var server = await PageServer.StartAsync(react: 19);
        var page = await chromium.OpenAsync();
        var user = fabric.AddUser("present", DiscordPresence.Online());
        await page.GotoAsync(server.AddressOf(fabric.Program.Lanyard, user));

        await page.EvaluateAsync(Listen, new Uri(fabric.Program.Lanyard, "/v1/users/1/events").ToString());

        await ExpectAsync(page, "source.readyState === EventSource.CLOSED && seen.opened === 0 && seen.errors === 1");
        await page.CloseAsync();
    }

    private static async Task ExpectAsync(IPage page, string condition)
    {
        try
        {
            await page.WaitForFunctionAsync($"() => {condition}", null, new() { Timeout = Patience });
        }
        catch (TimeoutException exception)
        {
            var seen = await page.EvaluateAsync<JsonElement?>("() => window.seen");
            throw new TimeoutException($"Waited for {condition}; seen: {seen}.", exception);
        }
    }
}
