using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Avatars;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.Lanyard.Rest;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lanyard;

/// <summary>Serves avatars under a link that stays when they change (lanyard.md §2.7).</summary>
internal sealed class LanyardAvatarFrontEnd(PresenceHub hub, AvatarStore avatars)
{
    /// <summary>The CDN allows a year for an address that changes with the image. This one stays: a new avatar is seen after as long.</summary>
    private static readonly TimeSpan LongestForClients = TimeSpan.FromMinutes(5);

    /// <summary>Answers with a user's avatar.</summary>
    public async Task ReadAsync(HttpContext context, string id, string extension)
    {
        if (!UserId.TryParse(id, out var user) || await hub.GetAsync(user) is not { } presence)
        {
            await LanyardResponse.WriteAsync(context, LanyardError.UserNotMonitored);
            return;
        }

        var avatar = await avatars.GetAsync(AvatarPath.Of(presence.Snapshot, extension)).WaitAsync(context.RequestAborted);
        await (avatar is null ? LanyardResponse.WriteAsync(context, LanyardError.Upstream) : WriteAsync(context, avatar));
    }

    private Task WriteAsync(HttpContext context, Avatar avatar)
    {
        var response = context.Response;
        response.Headers.ETag = avatar.ETag;
        response.Headers.LastModified = avatar.LastModified;
        response.Headers.XContentTypeOptions = "nosniff";
        if (avatar.Status == StatusCodes.Status200OK && MaxAgeOf(avatar) is > 0 and var seconds)
        {
            response.Headers.CacheControl = $"public, max-age={seconds}";
        }

        if (avatar is { Status: StatusCodes.Status200OK, ETag: { } tag } && EntityTag.IsKnown(context.Request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = avatar.Status;
        response.Headers.ContentType = avatar.ContentType;
        response.ContentLength = avatar.Body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(avatar.Body).AsTask();
    }

    private int MaxAgeOf(Avatar avatar)
    {
        var remaining = avatars.RemainingOf(avatar);
        return (int)(remaining < LongestForClients ? remaining : LongestForClients).TotalSeconds;
    }
}
