namespace Fabric.Protocol.Lavalink.Json;

/// <summary>The body of PATCH player (lavalink.md §2.3).</summary>
internal static class PlayerUpdateBody
{
    public static PlayerUpdate Read(ref BodyReader body)
    {
        var update = new PlayerUpdate();
        body.BeginObject();
        while (body.NextKey() is { } key)
        {
            update = key switch
            {
                "track" => update with { Track = ReadTrack(ref body) },
                "encodedTrack" => update with { EncodedTrack = body.TextOrNull() },
                "identifier" => update with { Identifier = body.Text() },
                "position" => update with { Position = body.Int64() },
                "endTime" => update with { EndTime = body.Int64OrNull() },
                "volume" => update with { Volume = body.Int32() },
                "paused" => update with { Paused = body.Boolean() },
                "filters" => update with { Filters = FiltersBody.Read(ref body, out var named), NamedFilters = named },
                "voice" => update with { Voice = ReadVoice(ref body) },
                _ => body.Ignore(update),
            };
        }

        return update;
    }

    private static TrackUpdate ReadTrack(ref BodyReader body)
    {
        var track = new TrackUpdate();
        body.BeginObject();
        while (body.NextKey() is { } key)
        {
            track = key switch
            {
                "encoded" => track with { Encoded = body.TextOrNull() },
                "identifier" => track with { Identifier = body.Text() },
                "userData" => track with { UserData = body.Object() },
                _ => body.Ignore(track),
            };
        }

        return track;
    }

    /// <summary>All four keys have to be there, though the channel may be null: that is for a later check to refuse.</summary>
    private static VoiceState ReadVoice(ref BodyReader body)
    {
        Optional<string> token = default, endpoint = default, sessionId = default;
        Optional<string?> channelId = default;
        body.BeginObject();
        while (body.NextKey() is { } key)
        {
            switch (key)
            {
                case "token":
                    token = body.Text();
                    break;
                case "endpoint":
                    endpoint = body.Text();
                    break;
                case "sessionId":
                    sessionId = body.Text();
                    break;
                case "channelId":
                    channelId = body.TextOrNull();
                    break;
                default:
                    body.Ignore(key);
                    break;
            }
        }

        return new VoiceState(
            body.Required(token, "token"),
            body.Required(endpoint, "endpoint"),
            body.Required(sessionId, "sessionId"),
            body.Required(channelId, "channelId"));
    }
}
