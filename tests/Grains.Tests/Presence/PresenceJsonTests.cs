using System.Text.Json;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Presence;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresenceJsonTests
{
    [Fact]
    public void A_member_without_presence_is_offline() =>
        Write(new PresenceState { User = Utf8("""{"id":"7"}""") }).ShouldBe("""
            {"kv":{},"discord_user":{"id":"7"},"activities":[],"discord_status":"offline","active_on_discord_web":false,
            "active_on_discord_desktop":false,"active_on_discord_mobile":false,"active_on_discord_embedded":false,
            "active_on_discord_vr":false,"listening_to_spotify":false,"spotify":null}
            """.ReplaceLineEndings(""));

    [Fact]
    public void Times_are_behind_the_eleven_keys_where_they_are_asked_for()
    {
        var plain = Write(new PresenceState());

        Text(PresenceJson.Write(new PresenceState(), withTimes: true)).ShouldBe(plain[..^1] + ",\"monitoring_since\":null,\"last_seen\":null}");
        Text(PresenceJson.Write(new PresenceState { MonitoringSince = 1_767_225_600_000, LastSeen = 7 }, withTimes: true))
            .ShouldBe(plain[..^1] + ",\"monitoring_since\":1767225600000,\"last_seen\":7}");
        Write(new PresenceState { MonitoringSince = 5, LastSeen = 7 }).ShouldBe(plain);
    }

    [Fact]
    public void Everything_is_written_in_the_order_of_the_original()
    {
        var state = new PresenceState
        {
            Version = 5,
            User = Utf8("""{"id":"7","username":"seven"}"""),
            Activities = Utf8("""[{"id":"spotify:1","sync_id":"t","details":"s","state":"a","assets":{"large_text":"l","large_image":"spotify:i"},"timestamps":{"start":1,"end":2}}]"""),
            Status = "dnd",
            Clients = ActiveClients.Desktop | ActiveClients.Vr,
            Guilds = [new GuildId(1)],
            KeyValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "1", ["a"] = "2" },
        };

        var expected = """
            {"kv":{"b":"1","a":"2"},"discord_user":{"id":"7","username":"seven"},
            "activities":[{"id":"spotify:1","sync_id":"t","details":"s","state":"a","assets":{"large_text":"l","large_image":"spotify:i"},"timestamps":{"start":1,"end":2}}],
            "discord_status":"dnd","active_on_discord_web":false,"active_on_discord_desktop":true,"active_on_discord_mobile":false,
            "active_on_discord_embedded":false,"active_on_discord_vr":true,"listening_to_spotify":true,
            "spotify":{"track_id":"t","timestamps":{"start":1,"end":2},"song":"s","artist":"a","album":"l","album_art_url":"https://i.scdn.co/image/i"}}
            """;
        Write(state).ShouldBe(expected.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData(ActiveClients.Web, "active_on_discord_web")]
    [InlineData(ActiveClients.Desktop, "active_on_discord_desktop")]
    [InlineData(ActiveClients.Mobile, "active_on_discord_mobile")]
    [InlineData(ActiveClients.Embedded, "active_on_discord_embedded")]
    [InlineData(ActiveClients.Vr, "active_on_discord_vr")]
    public void Each_client_has_its_flag(ActiveClients client, string key)
    {
        using var json = JsonDocument.Parse(Write(new PresenceState { Clients = client }));

        json.RootElement.EnumerateObject().Where(static property => property.Value.ValueKind == JsonValueKind.True)
            .Select(static property => property.Name).ShouldBe([key]);
        json.RootElement.EnumerateObject().Count().ShouldBe(11);
    }

    [Theory]
    [InlineData("""{"id":"7","flags":123456789012345678901234567890,"x":1.0,"y":-0.0e-10,"z":null}""")]
    [InlineData("""{"id":"7", "name" : "\u00e9\ud83d\ude00\/<>" ,"later":{"added":[true]}}""")]
    [InlineData("""{"id":"7","half":"\ud800","twice":1,"twice":2}""")]
    public void The_user_and_the_activities_pass_byte_for_byte(string raw)
    {
        var json = Write(new PresenceState { User = Utf8(raw), Activities = Utf8($"[{raw}]") });

        json.ShouldContain($"\"discord_user\":{raw},\"activities\":[{raw}],\"discord_status\"");
    }

    [Fact]
    public void Before_a_member_was_seen_the_user_is_an_empty_object() => Write(new PresenceState()).ShouldContain("\"discord_user\":{},");

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("quote\" back\\ slash/ <&'+>", "quote\\\" back\\\\ slash/ <&'+>")]
    [InlineData("\b\t\n\f\r", "\\b\\t\\n\\f\\r")]
    [InlineData("\u0000\u0001\u001f", "\\u0000\\u0001\\u001F")]
    [InlineData("é\u007f\u00a0\u2028\u2029\ue000\ufeff", "é\u007f\u00a0\u2028\u2029\ue000\ufeff")]
    [InlineData("😀👨‍👩‍👧 𝒳", "😀👨‍👩‍👧 𝒳")]
    public void Stored_text_is_raw_but_for_what_json_forbids(string value, string expected)
    {
        var state = new PresenceState { KeyValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = value }, Status = value };

        var json = Write(state);

        json.ShouldContain($"\"kv\":{{\"k\":\"{expected}\"}}", Case.Sensitive);
        json.ShouldContain($"\"discord_status\":\"{expected}\"", Case.Sensitive);
        using var parsed = JsonDocument.Parse(json);
        parsed.RootElement.GetProperty("kv").GetProperty("k").GetString().ShouldBe(value);
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character() =>
        Write(new PresenceState { KeyValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "a\ud800b" } })
            .ShouldContain("{\"k\":\"a\ufffdb\"}");

    [Fact]
    public void Long_text_is_written_whole()
    {
        var value = string.Concat(Enumerable.Repeat("😀\n", 30_000));

        var json = Write(new PresenceState { KeyValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = value } });

        using var parsed = JsonDocument.Parse(json);
        parsed.RootElement.GetProperty("kv").GetProperty("k").GetString().ShouldBe(value);
    }

    [Fact]
    public void Deep_activities_are_written() =>
        Write(new PresenceState { Activities = Utf8(Nested(200)) }).ShouldContain($"\"activities\":{Nested(200)},");

    private static string Write(PresenceState state) => Text(PresenceJson.Write(state));
}
