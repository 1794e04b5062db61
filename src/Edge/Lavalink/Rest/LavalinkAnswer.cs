using Fabric.Abstractions.Players;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>What a request comes to: a body, nothing, or an error with a message for the client (lavalink.md §2.1).</summary>
internal readonly record struct LavalinkAnswer
{
    /// <summary>The content type of JSON.</summary>
    public const string JsonType = "application/json";

    private const string BadRequestMessage = "Bad Request";
    private const string SessionNotFoundMessage = "Session not found";

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>The body; of an error it is made when it is written.</summary>
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>The type of the body; null where there is none.</summary>
    public string? ContentType { get; private init; }

    /// <summary>The message of an error; null for everything else.</summary>
    public string? Error { get; private init; }

    /// <summary>What an error's trace says besides; null for no more.</summary>
    public string? Detail { get; private init; }

    /// <summary>Done, and nothing to say.</summary>
    public static LavalinkAnswer NoContent { get; } = new() { Status = StatusCodes.Status204NoContent };

    /// <summary>Nothing, with an empty body.</summary>
    public static LavalinkAnswer Empty { get; } = OfStatus(StatusCodes.Status200OK);

    /// <summary>There is no such session that has a socket.</summary>
    public static LavalinkAnswer SessionNotFound { get; } = OfError(StatusCodes.Status404NotFound, SessionNotFoundMessage);

    /// <summary>A status with an empty body, as for those who may not enter.</summary>
    public static LavalinkAnswer OfStatus(int status) => new() { Status = status };

    /// <summary>A body.</summary>
    public static LavalinkAnswer Of(ReadOnlyMemory<byte> body, string contentType = JsonType) =>
        new() { Status = StatusCodes.Status200OK, Body = body, ContentType = contentType };

    /// <summary>An error.</summary>
    public static LavalinkAnswer OfError(int status, string message, string? detail = null) =>
        new() { Status = status, Error = message, Detail = detail };

    /// <summary>A request that cannot be read.</summary>
    public static LavalinkAnswer BadRequest(string detail) => OfError(StatusCodes.Status400BadRequest, BadRequestMessage, detail);

    /// <summary>What a player answered.</summary>
    public static LavalinkAnswer Of(PlayerAnswer answer) => answer switch
    {
        { Error: { } message } => OfError(answer.Status, message, answer.Detail),
        { Status: StatusCodes.Status204NoContent } => NoContent,
        _ => Of(answer.Json),
    };
}
