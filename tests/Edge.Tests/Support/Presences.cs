using System.Text;
using System.Text.Json.Nodes;
using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Tests.Support;

/// <summary>Users and presences as tests need them.</summary>
internal static class Presences
{
    public static readonly UserId User = new(94490510688792576);

    public static readonly UserId Other = new(156114103033790464);

    public static readonly UserId Stranger = new(80351110224678912);

    /// <summary>The eleven keys of lanyard.md §3.</summary>
    public static readonly string[] Keys =
    [
        "kv", "discord_user", "activities", "discord_status", "active_on_discord_web", "active_on_discord_desktop",
        "active_on_discord_mobile", "active_on_discord_embedded", "active_on_discord_vr", "listening_to_spotify", "spotify",
    ];

    /// <summary>A presence with every key, told apart by its status; names beyond ASCII, numbers beyond 64 bits.</summary>
    public static string Json(UserId user, string status = "online") =>
        $$"""{"kv":{"a":"b"},"discord_user":{"id":"{{user}}","username":"zoë ✨","big":123456789012345678901234567890,"n":1.0},"activities":[{"id":"custom","state":"é"}],"discord_status":"{{status}}","active_on_discord_web":false,"active_on_discord_desktop":true,"active_on_discord_mobile":false,"active_on_discord_embedded":false,"active_on_discord_vr":false,"listening_to_spotify":false,"spotify":null}""";

    public static byte[] Utf8(UserId user, string status = "online") => Encoding.UTF8.GetBytes(Json(user, status));

    public static string[] KeysOf(JsonNode? node) => [.. node!.AsObject().Select(static pair => pair.Key)];
}
