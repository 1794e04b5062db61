using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord;

/// <summary>Reading and writing JSON bodies.</summary>
internal static class JsonResponses
{
    public static async Task WriteJsonAsync(this HttpContext context, JsonNode body, int status = StatusCodes.Status200OK)
    {
        var utf8 = GatewayFrames.Encode(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = utf8.Length;
        await context.Response.Body.WriteAsync(utf8, context.RequestAborted);
    }

    /// <summary>Discord's error body.</summary>
    public static Task WriteErrorAsync(this HttpContext context, int status, string message, int code = 0) =>
        context.WriteJsonAsync(new JsonObject { ["message"] = message, ["code"] = code }, status);

    /// <summary>The body as JSON; an undefined element where it is none.</summary>
    public static async Task<JsonElement> ReadJsonAsync(this HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            return JsonElement.Parse(body.ToArray());
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
