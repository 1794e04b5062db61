using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Control;

/// <summary>Changes of the world.</summary>
internal sealed class ControlWorld(DiscordWorld world)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/users/{user}", ControlEndpoints.Handler(PutUser));
        routes.MapPut("/users/{user}/presence", ControlEndpoints.Handler(PutPresence));
        routes.MapPost("/users/{user}/messages", ControlEndpoints.Handler(PostDirectMessage));
        routes.MapPost("/guilds", ControlEndpoints.Handler(PostGuild));
        routes.MapDelete("/guilds/{guild}", Does(request => world.RemoveGuild(request.PathId("guild"))));
        routes.MapPut("/guilds/{guild}/outage", Does(request => world.BeginOutage(request.PathId("guild"))));
        routes.MapDelete("/guilds/{guild}/outage", Does(request => world.EndOutage(request.PathId("guild"))));
        routes.MapPost("/guilds/{guild}/messages", ControlEndpoints.Handler(PostGuildMessage));
        routes.MapPut("/guilds/{guild}/members/{user}", Does(request => world.AddMember(request.PathId("guild"), request.PathId("user"))));
        routes.MapPatch("/guilds/{guild}/members/{user}", Does(PatchMember));
        routes.MapDelete(
            "/guilds/{guild}/members/{user}", Does(request => world.RemoveMember(request.PathId("guild"), request.PathId("user"))));
    }

    private static RequestDelegate Does(Action<ControlRequest> action) => ControlEndpoints.Handler(request =>
    {
        action(request);
        return null;
    });

    /// <summary>Keys of a user object; those that are absent keep their value. A new user needs a <c>username</c>.</summary>
    private JsonObject PutUser(ControlRequest request)
    {
        var id = request.PathId("user");
        var user = world.HasUser(id)
            ? world.UpdateUser(id, before => Overlay(before, request.Body))
            : world.AddUser(Overlay(new DiscordUser { Id = id, Username = request.Text("username") }, request.Body));
        return ModelJson.ToObject(user);
    }

    private static DiscordUser Overlay(DiscordUser before, JsonElement changes)
    {
        var json = ModelJson.ToObject(before);
        foreach (var change in changes.EnumerateObject().Where(static change => change.Name is not "id"))
        {
            json[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        }

        return json.Deserialize(ModelJson.Default.DiscordUser)!;
    }

    private JsonNode? PutPresence(ControlRequest request)
    {
        var body = request.Body;
        world.SetPresence(request.PathId("user"), new DiscordPresence
        {
            Status = request.Text("status"),
            Activities = body.TryGetProperty("activities", out var activities) ? [.. activities.EnumerateArray()] : [],
            ClientStatus = body.TryGetProperty("client_status", out var clients)
                ? clients.EnumerateObject().ToDictionary(
                    static client => client.Name, static client => client.Value.GetString()!, StringComparer.Ordinal)
                : DiscordPresence.Online().ClientStatus,
        });
        return null;
    }

    private JsonObject PostGuild(ControlRequest request)
    {
        var id = world.AddGuild(request.Text("name"), request.Ids("members"), request.Body.SnowflakeOrNull("id"));
        return new JsonObject { ["id"] = id.ToString(), ["text_channel"] = world.TextChannelOf(id).ToString() };
    }

    private void PatchMember(ControlRequest request) =>
        world.UpdateMember(request.PathId("guild"), request.PathId("user"), member => member with
        {
            Nick = request.Body.TryGetProperty("nick", out var nick) ? nick.GetString() : member.Nick,
            Roles = request.Body.TryGetProperty("roles", out _) ? request.Ids("roles") : member.Roles,
        });

    private JsonObject PostGuildMessage(ControlRequest request) => world.MessageJson(
        world.SendGuildMessage(request.PathId("guild"), request.Id("author_id"), request.Text("content"), request.Ids("mentions")));

    private JsonObject PostDirectMessage(ControlRequest request) =>
        world.MessageJson(world.SendDirectMessage(request.PathId("user"), request.Text("content")));
}
