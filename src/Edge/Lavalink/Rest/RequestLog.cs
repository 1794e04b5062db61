using System.Text;
using Fabric.Edge.Lavalink.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>A line for each request, as <c>logging.request</c> wants it (lavalink.md §9.1). Neither the password nor voice tokens are ever in it.</summary>
internal sealed partial class RequestLog(IOptions<LavalinkOptions> options, ILogger<RequestLog> logger)
{
    private readonly LavalinkRequestLogOptions _options = options.Value.RequestLog;

    private bool IsOn => _options.Enabled && logger.IsEnabled(LogLevel.Information);

    /// <summary>A request came.</summary>
    public void Begin(HttpContext context)
    {
        if (IsOn && _options.BeforeRequest)
        {
            LogBegun(Describe(context, default));
        }
    }

    /// <summary>A request was answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="body">Its body, as far as it was read.</param>
    public void End(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (IsOn)
        {
            LogEnded(Describe(context, body), context.Response.StatusCode);
        }
    }

    private string Describe(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var text = new StringBuilder().Append(context.Request.Method).Append(' ').Append(LavalinkResponse.PathOf(context));
        if (_options.IncludeQueryString)
        {
            text.Append(context.Request.QueryString.Value);
        }

        if (_options.IncludeClientInfo)
        {
            text.Append(", client=").Append(context.Connection.RemoteIpAddress);
        }

        if (_options.IncludeHeaders)
        {
            text.Append(", headers=[").AppendJoin(", ", Headers(context.Request.Headers)).Append(']');
        }

        if (_options.IncludePayload && !body.IsEmpty)
        {
            text.Append(", payload=").Append(PayloadMask.Of(body.Span, _options.MaxPayloadLength));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Headers(IHeaderDictionary headers) =>
        from header in headers
        where !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        select $"{header.Key}:\"{header.Value}\"";

    [LoggerMessage(1321, LogLevel.Information, ">> {Request}")]
    private partial void LogBegun(string request);

    [LoggerMessage(1322, LogLevel.Information, "<< {Request} {Status}")]
    private partial void LogEnded(string request, int status);
}
