using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Rest;

/// <summary>The application's slash commands, and the answers to them.</summary>
internal sealed class CommandEndpoints(DiscordWorld world, FakeCommands commands, FakeDiscordOptions options)
{
    private const int UnknownApplication = 10002;
    private const int UnknownInteraction = 10062;
    private const int AlreadyAcknowledged = 40060;
    private const int InvalidFormBody = 50035;

    /// <summary>Adds the routes of one API version.</summary>
    /// <param name="api">Where to.</param>
    /// <param name="guarded">Wraps a handler with what is common to all; the flag asks for the bot's token.</param>
    public void Map(IEndpointRouteBuilder api, Func<RequestDelegate, bool, RequestDelegate> guarded)
    {
        api.MapGet("/applications/@me", guarded(
            context => context.WriteJsonAsync(new JsonObject { ["id"] = world.BotId.ToString(), ["name"] = "fabric", ["flags"] = 0 }), true));
        api.MapGet("/applications/{id}/commands", guarded(OfApplication(context => context.WriteJsonAsync(commands.ToJson())), true));
        api.MapPost("/applications/{id}/commands", guarded(OfApplication(PostCommandAsync), true));
        api.MapPost("/interactions/{id}/{token}/callback", guarded(PostCallbackAsync, false));
    }

    private RequestDelegate OfApplication(RequestDelegate handler) => context =>
        string.Equals(context.Request.RouteValues["id"] as string, world.BotId.ToString(), StringComparison.Ordinal)
            ? handler(context)
            : context.WriteErrorAsync(StatusCodes.Status404NotFound, "Unknown Application", UnknownApplication);

    /// <summary>One of the same name is replaced.</summary>
    private async Task PostCommandAsync(HttpContext context)
    {
        var body = await context.ReadJsonAsync();
        if (body.StringOrNull("name") is not { Length: > 0 and <= 32 } name || body.StringOrNull("description") is not { Length: > 0 and <= 100 })
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, "Invalid Form Body", InvalidFormBody);
            return;
        }

        var command = JsonNode.Parse(body.GetRawText())!.AsObject();
        command["id"] = world.NextId().ToString();
        command["application_id"] = world.BotId.ToString();
        command["version"] = command["id"]!.DeepClone();
        command["type"] ??= 1;
        command["default_member_permissions"] = null;
        command["nsfw"] = false;
        var isNew = commands.Set(name, command);
        await context.WriteJsonAsync(command.DeepClone(), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private async Task PostCallbackAsync(HttpContext context)
    {
        var body = await context.ReadJsonAsync();
        if (commands.Find(context.Request.RouteValues["token"] as string) is not { } interaction
            || interaction.Id.ToString() != context.Request.RouteValues["id"] as string
            || options.TimeProvider.GetElapsedTime(interaction.SentAt) > options.InteractionLifetime)
        {
            await context.WriteErrorAsync(StatusCodes.Status404NotFound, "Unknown interaction", UnknownInteraction);
            return;
        }

        if (body.ValueKind != JsonValueKind.Object || body.Int32OrNull("type") is null)
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, "Invalid Form Body", InvalidFormBody);
            return;
        }

        if (!interaction.TryAnswer(body))
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, "Interaction has already been acknowledged.", AlreadyAcknowledged);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
