using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Composition;

/// <summary>Puts the front-ends into a web application.</summary>
public static class EdgeApplicationBuilderExtensions
{
    /// <summary>Hands every request to the front-end whose listener accepted it. The last, and normally the only, middleware.</summary>
    public static void UseFabricEdge(this IApplicationBuilder app) => app.Run(static context =>
    {
        if (context.Features.Get<EdgeListener>() is { } listener)
        {
            return listener.Handle(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
