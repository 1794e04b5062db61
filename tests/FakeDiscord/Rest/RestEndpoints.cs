using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Rest;

/// <summary>The part of Discord's REST API that bots of this kind use, for API versions 9 and 10.</summary>
internal sealed class RestEndpoints(
    DiscordWorld world, GatewaySessions sessions, FakeRest rest, FakeCommands commands, FakeDiscordOptions options, FakeDiscordCounters counters)
{
    private const int MaxContent = 2000;
    private const int DirectChannelType = 1;
    private const int UnknownChannel = 10003;
    private const int UnknownUser = 10013;
    private const int InvalidFormBody = 50035;
    private const int EmptyMessage = 50006;

    private readonly RestBuckets _buckets = new(options);

    private FakeDiscordAddresses Addresses => sessions.Addresses!;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var version in new[] { "v9", "v10" })
        {
            var api = routes.MapGroup($"/api/{version}");
            api.MapGet("/gateway", Guarded(GetGatewayAsync, authorized: false));
            api.MapGet("/gateway/bot", Guarded(GetGatewayBotAsync));
            api.MapGet("/users/@me", Guarded(context => context.WriteJsonAsync(ModelJson.ToObject(world.GetUser(world.BotId)))));
            api.MapGet("/users/{id}", Guarded(GetUserAsync));
            api.MapPost("/users/@me/channels", Guarded(PostDirectChannelAsync));
            api.MapPost("/channels/{id}/messages", Guarded(PostMessageAsync));
            new CommandEndpoints(world, commands, options).Map(api, Guarded);
            api.MapFallback(Guarded(static context => context.WriteErrorAsync(StatusCodes.Status404NotFound, "404: Not Found")));
        }
    }

    private RequestDelegate Guarded(RequestDelegate handler, bool authorized = true) => context =>
    {
        counters.OnRestRequest();
        if (rest.TryTakeFault(out var fault))
        {
            return WriteFaultAsync(context, fault!);
        }

        if (_buckets.Count(context) is { } retryAfter)
        {
            return WriteFaultAsync(context, new RestFault(StatusCodes.Status429TooManyRequests, retryAfter, Global: false));
        }

        if (authorized && context.Request.Headers.Authorization != $"Bot {options.Token}")
        {
            return context.WriteErrorAsync(StatusCodes.Status401Unauthorized, "401: Unauthorized");
        }

        return handler(context);
    };

    private static Task WriteFaultAsync(HttpContext context, RestFault fault)
    {
        if (fault.Status != StatusCodes.Status429TooManyRequests)
        {
            return context.WriteErrorAsync(fault.Status, $"{fault.Status}: Error");
        }

        var seconds = fault.RetryAfter.TotalSeconds;
        var headers = context.Response.Headers;
        headers.RetryAfter = Math.Ceiling(seconds).ToString("0");
        headers["X-RateLimit-Remaining"] = "0";
        headers["X-RateLimit-Reset-After"] = seconds.ToString("0.###");
        headers["X-RateLimit-Scope"] = fault.Global ? "global" : "user";
        if (fault.Global)
        {
            headers["X-RateLimit-Global"] = "true";
        }

        return context.WriteJsonAsync(
            new JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = seconds, ["global"] = fault.Global },
            fault.Status);
    }

    private Task GetGatewayAsync(HttpContext context) => context.WriteJsonAsync(new JsonObject { ["url"] = Addresses.Gateway });

    private Task GetGatewayBotAsync(HttpContext context)
    {
        int remaining;
        TimeSpan resetAfter;
        lock (world.Gate)
        {
            remaining = sessions.Limiter.Remaining;
            resetAfter = sessions.Limiter.ResetAfter;
        }

        return context.WriteJsonAsync(new JsonObject
        {
            ["url"] = Addresses.Gateway,
            ["shards"] = rest.RecommendedShards ?? options.Shards,
            ["session_start_limit"] = new JsonObject
            {
                ["total"] = options.SessionStartTotal,
                ["remaining"] = remaining,
                ["reset_after"] = (long)resetAfter.TotalMilliseconds,
                ["max_concurrency"] = options.MaxConcurrency,
            },
        });
    }

    private Task GetUserAsync(HttpContext context) =>
        RouteId(context) is { } id && world.HasUser(id)
            ? context.WriteJsonAsync(ModelJson.ToObject(world.GetUser(id)))
            : context.WriteErrorAsync(StatusCodes.Status404NotFound, "Unknown User", UnknownUser);

    private async Task PostDirectChannelAsync(HttpContext context)
    {
        var body = await context.ReadJsonAsync();
        if (body.SnowflakeOrNull("recipient_id") is not { } recipient || !world.HasUser(recipient))
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, "Invalid Form Body", InvalidFormBody);
            return;
        }

        await context.WriteJsonAsync(new JsonObject
        {
            ["id"] = world.DirectChannelWith(recipient).ToString(),
            ["type"] = DirectChannelType,
            ["last_message_id"] = null,
            ["flags"] = 0,
            ["recipients"] = new JsonArray(ModelJson.ToObject(world.GetUser(recipient))),
        });
    }

    private async Task PostMessageAsync(HttpContext context)
    {
        var body = await context.ReadJsonAsync();
        if (RouteId(context) is not { } channel || !world.HasChannel(channel))
        {
            await context.WriteErrorAsync(StatusCodes.Status404NotFound, "Unknown Channel", UnknownChannel);
            return;
        }

        var content = body.StringOrNull("content") ?? "";
        var embeds = EmbedsOf(body);
        if (content.Length == 0 && embeds is null)
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, "Cannot send an empty message", EmptyMessage);
            return;
        }

        if (content.Length > MaxContent)
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, "Invalid Form Body", InvalidFormBody);
            return;
        }

        var message = world.SendMessage(channel, world.BotId, content, []) with { Embeds = embeds };
        rest.OnPosted(message);
        counters.OnMessagePosted();
        await context.WriteJsonAsync(world.MessageJson(message));
    }

    private static string? EmbedsOf(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("embeds", out var embeds)
            && embeds.ValueKind == JsonValueKind.Array && embeds.GetArrayLength() > 0
            ? embeds.GetRawText()
            : null;

    private static Snowflake? RouteId(HttpContext context) =>
        Snowflake.TryParse(context.Request.RouteValues["id"] as string, out var id) ? id : null;
}
