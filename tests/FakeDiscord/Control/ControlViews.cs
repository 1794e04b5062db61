using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Control;

/// <summary>What happened so far.</summary>
internal sealed class ControlViews(FakeDiscordServer discord)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counters", ControlEndpoints.Handler(_ => discord.Counters.ToJson()));
        routes.MapGet("/sessions", ControlEndpoints.Handler(_ => new JsonArray([.. discord.Gateway.Sessions.Select(Session)])));
        routes.MapGet("/world", ControlEndpoints.Handler(_ => World()));
        routes.MapGet(
            "/messages", ControlEndpoints.Handler(_ => new JsonArray([.. discord.Rest.Messages.Select(discord.World.MessageJson)])));
        routes.MapGet("/cdn/requests", ControlEndpoints.Handler(_ =>
            new JsonArray([.. discord.Cdn.Requests.Select(static request => JsonValue.Create(request))])));
    }

    private static JsonObject Session(GatewaySessionInfo session) => new()
    {
        ["id"] = session.Id,
        ["shard"] = new JsonArray(session.ShardId, session.ShardCount),
        ["intents"] = (int)session.Intents,
        ["sequence"] = session.Sequence,
        ["connected"] = session.IsConnected,
    };

    private JsonObject World() => new()
    {
        ["bot_id"] = discord.World.BotId.ToString(),
        ["users"] = Ids(discord.World.UserIds),
        ["guilds"] = new JsonArray([.. discord.World.GuildIds.Select(Guild)]),
    };

    private JsonObject Guild(Snowflake id) => new()
    {
        ["id"] = id.ToString(),
        ["members"] = Ids(discord.World.GetMembers(id).Select(static member => member.UserId)),
    };

    private static JsonArray Ids(IEnumerable<Snowflake> ids) => [.. ids.Select(static id => JsonValue.Create(id.ToString()))];
}
