using Fabric.FakeDiscord.Model;
using Microsoft.Extensions.Primitives;

namespace Fabric.FakeDiscord.Cdn;

/// <summary><c>/avatars/ID/HASH.EXT</c> and <c>/embed/avatars/N.png</c>, with the headers of Discord's CDN.</summary>
internal sealed class CdnEndpoints(DiscordWorld world, FakeCdn cdn, FakeDiscordCounters counters)
{
    private const int DefaultAvatars = 6;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/avatars/{id}/{file}", Guarded(GetAvatarAsync));
        routes.MapGet("/embed/avatars/{file}", Guarded(GetDefaultAvatarAsync));
    }

    private RequestDelegate Guarded(RequestDelegate handler) => context =>
    {
        counters.OnCdnRequest();
        cdn.OnRequest(context.Request.Path + context.Request.QueryString);
        if (!cdn.Reachable)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return cdn.TakeFailure() is { } status ? WriteTextAsync(context, status, "The CDN fails on demand.") : handler(context);
    };

    private Task GetAvatarAsync(HttpContext context)
    {
        var (hash, extension) = Split(context);
        if (!Snowflake.TryParse(context.Request.RouteValues["id"] as string, out var id)
            || !world.HasUser(id)
            || !string.Equals(world.GetUser(id).Avatar, hash, StringComparison.Ordinal))
        {
            return WriteTextAsync(context, StatusCodes.Status404NotFound, "404: Not Found");
        }

        var isStill = !hash.StartsWith("a_", StringComparison.Ordinal);
        if (TinyImages.Of(extension, id.Value) is not { } image || (isStill && string.Equals(extension, "gif", StringComparison.Ordinal)))
        {
            return WriteTextAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type");
        }

        return WriteImageAsync(context, image.Bytes, image.ContentType, $"\"{hash}\"");
    }

    private static Task GetDefaultAvatarAsync(HttpContext context)
    {
        var (number, extension) = Split(context);
        if (!int.TryParse(number, out var index)
            || index is < 0 or >= DefaultAvatars
            || TinyImages.Of(extension, (ulong)index) is not { } image)
        {
            return WriteTextAsync(context, StatusCodes.Status404NotFound, "404: Not Found");
        }

        return WriteImageAsync(context, image.Bytes, image.ContentType, $"\"default-{index}\"");
    }

    private static (string Name, string Extension) Split(HttpContext context)
    {
        var file = (string)context.Request.RouteValues["file"]!;
        var dot = file.LastIndexOf('.');
        return dot < 0 ? (file, "") : (file[..dot], file[(dot + 1)..]);
    }

    private static async Task WriteImageAsync(HttpContext context, byte[] bytes, string contentType, string etag)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "public, max-age=31536000";
        response.Headers.ETag = etag;
        response.Headers.LastModified = "Thu, 01 Jan 2026 00:00:00 GMT";
        response.Headers.SetCookie = new StringValues("__cf_bm=fake; path=/; HttpOnly");
        response.Headers["x-content-type-options"] = "nosniff";
        response.Headers["x-robots-tag"] = "noindex, nofollow, noarchive, nocache, noimageindex, noodp";
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static Task WriteTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
