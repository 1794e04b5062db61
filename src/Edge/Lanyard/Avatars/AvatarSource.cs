using System.Net;
using System.Net.Http.Headers;
using Fabric.Edge.Composition;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lanyard.Avatars;

/// <summary>Asks Discord's CDN. It is a server like any other: what it may send, how long it may take and where it leads is bounded.</summary>
internal sealed partial class AvatarSource : IDisposable
{
    /// <summary>The largest answer, in bytes. Animated avatars of 1024 pixels take a few millions.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    private const int MostConnections = 16;

    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;
    private readonly string _root;
    private readonly TimeSpan _patience;
    private readonly LanyardMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<AvatarSource> _logger;

    public AvatarSource(IOptions<EdgeOptions> options, LanyardMetrics metrics, TimeProvider time, ILogger<AvatarSource> logger)
    {
        _root = options.Value.Avatars.BaseUrl.TrimEnd('/');
        _patience = options.Value.Avatars.Timeout;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = MostConnections,
            PooledConnectionLifetime = ConnectionLifetime,
        };
        _client = new HttpClient(handler) { MaxResponseContentBufferSize = MostBytes, Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Fabric", null));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    /// <summary>Fetches what is at a path below the CDN's root; null where it does not answer, or with what is neither an image nor a refusal.</summary>
    /// <param name="path">The path and query.</param>
    /// <param name="known">An earlier answer, which is asked about where it has a tag.</param>
    public async Task<Avatar?> FetchAsync(string path, Avatar? known)
    {
        using var patience = new CancellationTokenSource(_patience, _time);
        using var request = new HttpRequestMessage(HttpMethod.Get, _root + path);
        if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        try
        {
            using var response = await _client.SendAsync(request, patience.Token);
            _metrics.OnCdnAnswer((int)response.StatusCode);
            return await ReadAsync(response, known, patience.Token) ?? Refuse(path, $"it answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            _metrics.OnCdnAnswer(null);
            return Refuse(path, exception.Message);
        }
        catch (OperationCanceledException)
        {
            _metrics.OnCdnAnswer(null);
            return Refuse(path, $"it took longer than {_patience}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<Avatar?> ReadAsync(HttpResponseMessage response, Avatar? known, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
        {
            return known with { FetchedAt = _time.GetTimestamp(), Lifetime = AvatarLifetime.Of(response, known.Status) };
        }

        if (response.StatusCode is not HttpStatusCode.OK and < HttpStatusCode.BadRequest)
        {
            return null;
        }

        return new Avatar
        {
            Status = (int)response.StatusCode,
            Body = await response.Content.ReadAsByteArrayAsync(cancellationToken),
            ContentType = Header(response.Content.Headers, "Content-Type"),
            ETag = Header(response.Headers, "ETag"),
            LastModified = Header(response.Content.Headers, "Last-Modified"),
            FetchedAt = _time.GetTimestamp(),
            Lifetime = AvatarLifetime.Of(response, (int)response.StatusCode),
        };
    }

    /// <summary>A header as it stands; null where it is missing, or has what no header of ours may have.</summary>
    private static string? Header(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is var text && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? text
            : null;

    private Avatar? Refuse(string path, string reason)
    {
        LogNotFetched(path, reason);
        return null;
    }

    [LoggerMessage(1311, LogLevel.Warning, "{Path} could not be fetched from Discord's CDN: {Reason}")]
    private partial void LogNotFetched(string path, string reason);
}
