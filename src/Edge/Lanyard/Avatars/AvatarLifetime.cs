using System.Net;

namespace Fabric.Edge.Lanyard.Avatars;

/// <summary>How long an answer of the CDN is kept (RFC 9111 §4.2).</summary>
internal static class AvatarLifetime
{
    /// <summary>An avatar's address has its hash in it, so that the CDN gives a year; asking again once a day costs nothing.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly TimeSpan OfImagesUnlessSaid = TimeSpan.FromMinutes(5);

    /// <summary>What is not there is asked for again: many do, where a user's avatar was taken down.</summary>
    private static readonly TimeSpan OfMissing = TimeSpan.FromMinutes(1);

    /// <summary>The lifetime; zero where it may not be kept.</summary>
    /// <param name="response">The answer that says so.</param>
    /// <param name="status">The status of what is kept, which an answer 304 does not have.</param>
    public static TimeSpan Of(HttpResponseMessage response, int status)
    {
        var unlessSaid = status switch
        {
            (int)HttpStatusCode.OK => OfImagesUnlessSaid,
            (int)HttpStatusCode.NotFound or (int)HttpStatusCode.Gone or (int)HttpStatusCode.UnsupportedMediaType => OfMissing,
            _ => TimeSpan.Zero,
        };
        var rules = response.Headers.CacheControl;
        if (unlessSaid == TimeSpan.Zero || rules is { NoStore: true } or { NoCache: true } or { Private: true })
        {
            return TimeSpan.Zero;
        }

        var said = rules?.SharedMaxAge ?? rules?.MaxAge ?? unlessSaid;
        var left = said - (response.Headers.Age ?? TimeSpan.Zero);
        var most = status == (int)HttpStatusCode.OK ? Longest : OfMissing;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < most ? left : most;
    }
}
