namespace Fabric.Protocol.Lavalink.Json;

/// <summary>The body of PATCH session (lavalink.md §2.3).</summary>
internal static class SessionUpdateBody
{
    public static SessionUpdate Read(ref BodyReader body)
    {
        var update = new SessionUpdate();
        body.BeginObject();
        while (body.NextKey() is { } key)
        {
            update = key switch
            {
                "resuming" => update with { Resuming = body.Boolean() },
                "timeout" => update with { Timeout = body.Int64() },
                _ => body.Ignore(update),
            };
        }

        return update;
    }
}
