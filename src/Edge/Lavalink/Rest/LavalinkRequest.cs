using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>A request that is being served.</summary>
/// <param name="context">The request as the server has it.</param>
/// <param name="route">What it is about.</param>
internal sealed class LavalinkRequest(HttpContext context, LavalinkRoute route)
{
    /// <summary>The request as the server has it.</summary>
    public HttpContext Context => context;

    /// <summary>What it is about.</summary>
    public LavalinkRoute Route => route;

    /// <summary>The body, once it was read.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>The client is gone.</summary>
    public CancellationToken Cancellation => context.RequestAborted;

    /// <summary>A parameter of the query; null where it is absent.</summary>
    public string? Query(string name) => LavalinkQuery.Find(context.Request, name);

    /// <summary>Reads the body; the refusal where it is not taken.</summary>
    public async Task<LavalinkAnswer?> ReadBodyAsync()
    {
        (Body, var refusal) = await LavalinkBody.ReadAsync(context);
        return refusal;
    }
}
