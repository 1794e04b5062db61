using System.Text.Json.Serialization;

namespace Fabric.Discord.Gateway;

/// <summary>Request Guild Members: either everybody (<c>query</c> "" and <c>limit</c> 0) or up to 100 users by id.</summary>
internal sealed record RequestMembersPayload
{
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public required ulong GuildId { get; init; }

    public string? Query { get; init; }

    public int? Limit { get; init; }

    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public ulong[]? UserIds { get; init; }

    public bool Presences { get; init; }

    public string? Nonce { get; init; }
}
