using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fabric.FakeDiscord.Model;

/// <summary>Activities in the shapes that Discord sends, undocumented keys included.</summary>
public static class Activities
{
    private const int SpotifyFlags = 48; // SYNC | PLAY

    /// <summary>Any JSON, for what the builders do not cover. Numbers keep their spelling.</summary>
    public static JsonElement Raw(string json) => JsonElement.Parse(json);

    public static JsonElement Playing(
        string name, DateTimeOffset since, Snowflake? applicationId = null, string? details = null, string? state = null)
    {
        var activity = Base(name, 0, since);
        activity["id"] = $"{since.ToUnixTimeMilliseconds():x}";
        activity["timestamps"] = new JsonObject { ["start"] = since.ToUnixTimeMilliseconds() };
        AddIfSet(activity, "details", details);
        AddIfSet(activity, "state", state);
        if (applicationId is { } application)
        {
            activity["application_id"] = application.ToString();
            activity["assets"] = new JsonObject { ["large_image"] = (application.Value + 1).ToString(), ["large_text"] = name };
        }

        return Freeze(activity);
    }

    public static JsonElement Spotify(SpotifyTrack track, DateTimeOffset since, Snowflake userId)
    {
        var activity = Base("Spotify", 2, since);
        activity["id"] = "spotify:1";
        activity["flags"] = SpotifyFlags;
        activity["sync_id"] = track.Id;
        activity["session_id"] = $"{userId.Value:x32}";
        activity["details"] = track.Song;
        activity["state"] = string.Join("; ", track.Artists);
        activity["party"] = new JsonObject { ["id"] = $"spotify:{userId}" };
        activity["assets"] = new JsonObject { ["large_image"] = $"spotify:{track.ArtHash}", ["large_text"] = track.Album };
        activity["timestamps"] = new JsonObject
        {
            ["start"] = since.ToUnixTimeMilliseconds(),
            ["end"] = (since + track.Length).ToUnixTimeMilliseconds(),
        };
        return Freeze(activity);
    }

    public static JsonElement Custom(string text, DateTimeOffset since, string? emoji = null)
    {
        var activity = Base("Custom Status", 4, since);
        activity["id"] = "custom";
        activity["state"] = text;
        if (emoji is not null)
        {
            activity["emoji"] = new JsonObject { ["name"] = emoji };
        }

        return Freeze(activity);
    }

    private static JsonObject Base(string name, int type, DateTimeOffset since) => new()
    {
        ["name"] = name,
        ["type"] = type,
        ["created_at"] = since.ToUnixTimeMilliseconds(),
    };

    private static void AddIfSet(JsonObject activity, string key, string? value)
    {
        if (value is not null)
        {
            activity[key] = value;
        }
    }

    private static JsonElement Freeze(JsonObject activity) => JsonElement.Parse(activity.ToJsonString());
}
