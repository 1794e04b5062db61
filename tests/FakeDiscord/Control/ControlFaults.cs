using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Control;

/// <summary>Faults on demand. Those of the gateway answer how many connections they met.</summary>
internal sealed class ControlFaults(FakeDiscordServer discord)
{
    private FakeGateway Gateway => discord.Gateway;

    public void Map(IEndpointRouteBuilder routes)
    {
        MapConnections(routes, "reconnect", request => Gateway.RequestReconnect(request.Shard));
        MapConnections(routes, "heartbeat", request => Gateway.RequestHeartbeat(request.Shard));
        MapConnections(routes, "invalidate", request => Gateway.InvalidateSessions(request.FlagOr("resumable", false), request.Shard));
        MapConnections(routes, "close", request =>
            Gateway.CloseConnections(request.Number("code"), request.Body.StringOrNull("reason") ?? "", request.Shard));
        MapConnections(routes, "abort", request => Gateway.AbortConnections(request.Shard));
        MapConnections(routes, "silence", request => Gateway.SilenceConnections(request.Shard));
        MapConnections(routes, "raw", request => Gateway.SendRaw(request.Text("text"), request.Shard));
        Map(routes, "/gateway/forget", _ => Gateway.ForgetSessions());
        Map(routes, "/gateway/refuse-identify", request => Gateway.RefuseNextIdentify(request.Number("code")));
        Map(routes, "/gateway/dispatch", request =>
            Gateway.Dispatch(request.Text("type"), request.Element("data"), request.Body.SnowflakeOrNull("guild_id")));
        Map(routes, "/gateway/settings", SetGateway);
        Map(routes, "/rest/fail", FailRest);
        Map(routes, "/cdn/fail", request => discord.Cdn.FailNext(request.Number("status"), request.NumberOr("count", 1)));
        Map(routes, "/cdn/settings", request => discord.Cdn.Reachable = request.FlagOr("reachable", discord.Cdn.Reachable));
    }

    private static void MapConnections(IEndpointRouteBuilder routes, string name, Func<ControlRequest, int> fault) =>
        routes.MapPost($"/gateway/{name}", ControlEndpoints.Handler(request => new JsonObject { ["connections"] = fault(request) }));

    private static void Map(IEndpointRouteBuilder routes, string path, Action<ControlRequest> action) =>
        routes.MapPost(path, ControlEndpoints.Handler(request =>
        {
            action(request);
            return null;
        }));

    private void SetGateway(ControlRequest request)
    {
        Gateway.AcceptConnections = request.FlagOr("accept_connections", Gateway.AcceptConnections);
        Gateway.SendHello = request.FlagOr("send_hello", Gateway.SendHello);
        Gateway.AcknowledgeHeartbeats = request.FlagOr("acknowledge_heartbeats", Gateway.AcknowledgeHeartbeats);
    }

    /// <summary>With status 429, <c>retry_after</c> in milliseconds and <c>global</c>.</summary>
    private void FailRest(ControlRequest request)
    {
        var count = request.NumberOr("count", 1);
        if (request.Number("status") == StatusCodes.Status429TooManyRequests)
        {
            discord.Rest.RateLimitNext(
                TimeSpan.FromMilliseconds(request.NumberOr("retry_after", 1000)), count, request.FlagOr("global", false));
            return;
        }

        discord.Rest.FailNext(request.Number("status"), count);
    }
}
