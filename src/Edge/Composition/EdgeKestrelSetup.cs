using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Has the web server listen for every front-end, with the limits of Lanyard's (lanyard.md §2.1).</summary>
internal sealed class EdgeKestrelSetup(IEnumerable<EdgeListener> listeners) : IConfigureOptions<KestrelServerOptions>
{
    private const int MaxRequestLine = 10_000;
    private const int MaxHeaders = 50;
    private const int MaxHeadersTotal = 64 * 1024;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.RequestHeaderEncodingSelector = static _ => HeaderEncoding.Tolerant;
        options.Limits.MaxRequestLineSize = MaxRequestLine;
        options.Limits.MaxRequestHeaderCount = MaxHeaders;
        options.Limits.MaxRequestHeadersTotalSize = MaxHeadersTotal;
        options.Limits.KeepAliveTimeout = KeepAlive;
        foreach (var listener in listeners.Where(HasUsableSettings))
        {
            listener.ListenOn(options);
        }
    }

    /// <summary>
    /// Listeners are named to the server while the application is still being built; settings that cannot work are refused, all of
    /// them and with reasons, when it starts (ValidateOnStart).
    /// </summary>
    private static bool HasUsableSettings(EdgeListener listener)
    {
        try
        {
            return listener.EndPoint is not null;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException)
        {
            return false;
        }
    }
}
