namespace Fabric.Protocol.Lavalink.Json;

/// <summary>The body of the route planner's free/address (lavalink.md §2.2).</summary>
internal static class AddressBody
{
    public static string Read(ref BodyReader body)
    {
        var address = default(Optional<string>);
        body.BeginObject();
        while (body.NextKey() is { } key)
        {
            address = key == "address" ? body.Text() : body.Ignore(address);
        }

        return body.Required(address, "address");
    }
}
