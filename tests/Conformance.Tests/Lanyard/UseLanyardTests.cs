using Fabric.FakeDiscord.Model;
using Microsoft.Playwright;

namespace Fabric.Conformance.Tests.Lanyard;

/// <summary>use-lanyard 1.7, unmodified, in a browser, against the real program.</summary>
[Collection(nameof(LanyardCollection))]
public sealed class UseLanyardTests(LanyardFabric fabric, Chromium chromium) : IClassFixture<Chromium>
{
    private const float Patience = 20_000;

    private static readonly SpotifyTrack Track = new(
        "4uLU6hMCjMI75M1A2tKUQC", "Low Tide", ["Ana", "Béla"], "Harbour", "ab67616d0000b273aa", TimeSpan.FromMinutes(3));

    [Theory]
    [InlineData(18)]
    [InlineData(19)]
    public async Task Shows_a_presence_and_its_changes_by_rest_and_by_socket(int react)
    {
        await using var server = await PageServer.StartAsync(react);
        var page = await chromium.OpenAsync();
        var complaints = ComplaintsOf(page);
        var user = fabric.AddUser($"ada{react}", DiscordPresence.Of("idle", "desktop", Activities.Playing("Chess", DateTimeOffset.UnixEpoch)));
        await ServedAsync(user);

        await page.GotoAsync(server.AddressOf(fabric.Program.Lanyard, user));
        await ShowsAsync(page, "#react", $"{react}.", contains: true);
        foreach (var hook in new[] { "#rest", "#socket" })
        {
            await ShowsAsync(page, $"{hook} .name", $"ada{react}");
            await ShowsAsync(page, $"{hook} .status", "idle");
            await ShowsAsync(page, $"{hook} .platforms", "desktop");
            await ShowsAsync(page, $"{hook} .song", "no music");
            await ShowsAsync(page, $"{hook} .activities", "Chess");
        }

        fabric.World.SetPresence(user, DiscordPresence.Of("dnd", "mobile", Activities.Spotify(Track, DateTimeOffset.UnixEpoch, user)));
        await ShowsAsync(page, "#socket .status", "dnd");
        await ShowsAsync(page, "#socket .platforms", "mobile");
        await ShowsAsync(page, "#socket .song", "Low Tide by Ana; Béla");
        await ShowsAsync(page, "#rest .status", "idle");
        await page.ClickAsync("#rest button");
        await ShowsAsync(page, "#rest .status", "dnd");
        await ShowsAsync(page, "#rest .song", "Low Tide by Ana; Béla");
        await page.ScreenshotAsync(new() { Path = Path.Combine(ScreenshotFolder, $"use-lanyard-react{react}.png") });

        fabric.World.SetPresence(user, DiscordPresence.Offline);
        await ShowsAsync(page, "#socket .status", "offline");
        await ShowsAsync(page, "#socket .platforms", "nowhere");

        complaints.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Shows_nobody_until_the_user_joins()
    {
        await using var server = await PageServer.StartAsync(react: 19);
        var page = await chromium.OpenAsync();
        var user = fabric.World.AddUser("late").Id;
        fabric.World.SetPresence(user, DiscordPresence.Online());

        await page.GotoAsync(server.AddressOf(fabric.Program.Lanyard, user));
        await ShowsAsync(page, "#rest .error", "404 User is not being monitored by Lanyard");
        await ShowsAsync(page, "#socket .nobody", "nobody");

        fabric.World.AddGuild("Guild of the late", [user]);
        await ShowsAsync(page, "#socket .status", "online");
        await page.ClickAsync("#rest button");
        await ShowsAsync(page, "#rest .status", "online");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Goes_on_by_itself_when_the_fabric_was_killed_and_started_again()
    {
        await using var server = await PageServer.StartAsync(react: 19);
        var page = await chromium.OpenAsync();
        var user = fabric.AddUser("patient", DiscordPresence.Online());
        await ServedAsync(user);
        await page.GotoAsync(server.AddressOf(fabric.Program.Lanyard, user));
        await ShowsAsync(page, "#socket .status", "online");

        await fabric.RestartProgramAsync();
        fabric.World.SetPresence(user, DiscordPresence.Of("dnd", "web"));

        await ShowsAsync(page, "#socket .status", "dnd");
        await page.CloseAsync();
    }

    private static string ScreenshotFolder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "conformance"));

    private static List<string> ComplaintsOf(IPage page)
    {
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add($"{message.Type}: {message.Text}");
            }
        };
        return complaints;
    }

    private static Task ShowsAsync(IPage page, string selector, string text, bool contains = false)
    {
        var expected = Assertions.Expect(page.Locator(selector));
        return contains
            ? expected.ToContainTextAsync(text, new() { Timeout = Patience })
            : expected.ToHaveTextAsync(text, new() { Timeout = Patience });
    }

    private async Task ServedAsync(Snowflake user)
    {
        using var http = new HttpClient();
        var address = new Uri(fabric.Program.Lanyard, $"/v1/users/{user}");
        await Testing.Eventually.TrueAsync(
            async () =>
            {
                using var response = await http.GetAsync(address);
                return response.IsSuccessStatusCode;
            },
            $"user {user} to be served");
    }
}
