using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Control;

/// <summary>
/// <c>/_control</c>: what tests in the same process do by method calls, tests in other processes do by HTTP. Bodies are
/// JSON objects; ids are strings. An unknown id is answered 404, a body that makes no sense 400, each with a message.
/// </summary>
internal sealed class ControlEndpoints(FakeDiscordServer discord)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/_control");
        new ControlViews(discord).Map(control);
        new ControlWorld(discord.World).Map(control);
        new ControlFaults(discord).Map(control);
    }

    /// <summary>Runs a handler and writes what it returns; nothing becomes 204.</summary>
    public static RequestDelegate Handler(Func<ControlRequest, JsonNode?> handler) => async context =>
    {
        try
        {
            var answer = handler(await ControlRequest.ReadAsync(context));
            if (answer is null)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            await context.WriteJsonAsync(answer);
        }
        catch (UnknownEntityException exception)
        {
            await context.WriteErrorAsync(StatusCodes.Status404NotFound, exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            await context.WriteErrorAsync(StatusCodes.Status400BadRequest, exception.Message);
        }
    };
}
