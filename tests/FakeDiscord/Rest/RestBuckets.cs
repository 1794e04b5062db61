using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Rest;

/// <summary>Discord's rate limits: requests are counted per method, route and channel, and every answer tells what is left.</summary>
internal sealed class RestBuckets(FakeDiscordOptions options)
{
    private const int BucketBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, EventWindow> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts a request and writes the headers; how long to wait where it is one too many.</summary>
    public TimeSpan? Count(HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var bucket = $"{context.Request.Method} {route} {context.Request.RouteValues["id"]}";
        lock (_lock)
        {
            if (!_windows.TryGetValue(bucket, out var window))
            {
                _windows.Add(bucket, window = new EventWindow(options.RestLimit, options.RestWindow, options.TimeProvider));
            }

            var isWithin = window.Remaining > 0 && window.TryCount();
            WriteHeaders(context.Response.Headers, bucket, window);
            return isWithin ? null : window.ResetAfter;
        }
    }

    private void WriteHeaders(IHeaderDictionary headers, string bucket, EventWindow window)
    {
        var resetAfter = window.ResetAfter;
        var reset = options.TimeProvider.GetUtcNow() + resetAfter;
        headers["X-RateLimit-Limit"] = Text(options.RestLimit);
        headers["X-RateLimit-Remaining"] = Text(window.Remaining);
        headers["X-RateLimit-Reset"] = Text(reset.ToUnixTimeMilliseconds() / 1000.0);
        headers["X-RateLimit-Reset-After"] = Text(resetAfter.TotalSeconds);
        headers["X-RateLimit-Bucket"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bucket)).AsSpan(0, BucketBytes));
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
