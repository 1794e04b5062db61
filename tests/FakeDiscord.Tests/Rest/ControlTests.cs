using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Tests.Rest;

/// <summary>What the control API can do from another process.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private FakeDiscordServer _discord = null!;

    public async ValueTask InitializeAsync()
    {
        _discord = await FakeDiscordServer.StartAsync();
        _http.BaseAddress = new Uri($"{_discord.Addresses.Control}/");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _discord.DisposeAsync();
    }

    [Fact]
    public async Task Builds_a_world_and_changes_it_in_front_of_a_client()
    {
        await PutAsync("users/7", new { username = "ada", avatar = "0011", unknown_key = 9007199254740993 });
        var guild = await PostAsync("guilds", new { name = "Engines", members = new[] { "7" } });
        await using var client = await RawClient.ReadyAsync(
            _discord, GatewayIntents.Guilds | GatewayIntents.GuildPresences | GatewayIntents.GuildMembers);
        await client.NextAsync("GUILD_CREATE");

        var loom = new { name = "Loom", type = 0 };
        await PutAsync("users/7/presence", new { status = "dnd", activities = new[] { loom }, client_status = new { vr = "dnd" } });
        var presence = (await client.NextAsync("PRESENCE_UPDATE")).GetProperty("d");
        await PutAsync("users/7", new { global_name = "Ada" });
        var member = (await client.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("d").GetProperty("user");
        using var removed = await _http.DeleteAsync(new Uri($"guilds/{guild.GetProperty("id").GetString()}/members/7", UriKind.Relative));
        await client.NextAsync("GUILD_MEMBER_REMOVE");

        presence.GetProperty("status").GetString().ShouldBe("dnd");
        presence.GetProperty("activities")[0].GetProperty("name").GetString().ShouldBe("Loom");
        presence.GetProperty("client_status").GetProperty("vr").GetString().ShouldBe("dnd");
        member.GetProperty("username").GetString().ShouldBe("ada");
        member.GetProperty("global_name").GetString().ShouldBe("Ada");
        member.GetProperty("unknown_key").GetRawText().ShouldBe("9007199254740993");
    }

    [Fact]
    public async Task Causes_gateway_faults()
    {
        await using var client = await RawClient.ReadyAsync(_discord);

        var told = await PostAsync("gateway/reconnect", new { shard = 0 });
        await client.NextAsync(GatewayOpcode.Reconnect);
        await PostAsync("gateway/dispatch", new { type = "SOMETHING_NEW", data = new { x = 1 } });
        await client.NextAsync("SOMETHING_NEW");
        await PostAsync("gateway/invalidate", new { resumable = true });
        await client.NextAsync(GatewayOpcode.InvalidSession);
        await PostAsync("gateway/close", new { code = 4000 });

        told.GetProperty("connections").GetInt32().ShouldBe(1);
        (await client.CloseCodeAsync()).ShouldBe(4000);
    }

    [Fact]
    public async Task Shows_what_happened()
    {
        await using var client = await RawClient.ReadyAsync(_discord);

        var counters = await _http.GetFromJsonAsync<JsonElement>(new Uri("counters", UriKind.Relative));
        var sessions = await _http.GetFromJsonAsync<JsonElement>(new Uri("sessions", UriKind.Relative));

        counters.GetProperty("identifies").GetInt32().ShouldBe(1);
        counters.GetProperty("operations").GetProperty("2").GetInt32().ShouldBe(1);
        sessions.EnumerateArray().Single().GetProperty("connected").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("gateway/close", """{"code":7}""", HttpStatusCode.BadRequest)]
    [InlineData("gateway/close", "{}", HttpStatusCode.BadRequest)]
    [InlineData("guilds", "not json", HttpStatusCode.BadRequest)]
    [InlineData("guilds", """{"name":"x","members":["404"]}""", HttpStatusCode.NotFound)]
    [InlineData("guilds", """{"name":"x","members":7}""", HttpStatusCode.BadRequest)]
    [InlineData("guilds/1/messages", """{"author_id":"1","content":"x"}""", HttpStatusCode.NotFound)]
    public async Task Says_what_is_wrong_with_a_request(string path, string body, HttpStatusCode status)
    {
        using var content = new StringContent(body);

        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content);

        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    private async Task PutAsync(string path, object body)
    {
        using var response = await _http.PutAsJsonAsync(path, body);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
