using System.Text.Json.Serialization;

namespace Fabric.Discord.Gateway;

internal sealed record ReadyPayload(string? SessionId, string? ResumeGatewayUrl, ReadyPayload.Bot? User, ReadyPayload.GuildStub[]? Guilds)
{
    /// <summary>Null when what a session needs is missing.</summary>
    public GatewayReady? ToReady(long sequence)
    {
        if (string.IsNullOrEmpty(SessionId) || User is null)
        {
            return null;
        }

        return new GatewayReady
        {
            Session = new GatewaySession(SessionId, WebSocketUrl(ResumeGatewayUrl), sequence),
            UserId = User.Id,
            Username = User.Username ?? "",
            GuildIds = Guilds is null ? [] : Array.ConvertAll(Guilds, static guild => guild.Id),
        };
    }

    private static Uri? WebSocketUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" ? url : null;

    internal sealed record Bot(
        [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] ulong Id, string? Username);

    internal sealed record GuildStub([property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] ulong Id);
}
