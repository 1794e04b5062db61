using Fabric.Edge.Composition;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lanyard;

/// <summary>Shows Lanyard's metrics to anybody, as Lanyard does (lanyard.md §2.8), unless that is switched off.</summary>
internal sealed class LanyardMetricsFrontEnd(MetricsCollector collector, IOptions<EdgeOptions> options)
{
    private static ReadOnlySpan<byte> Elsewhere => "Metrics available at /metrics"u8;

    /// <summary>Answers a request of any method.</summary>
    public Task AnswerAsync(HttpContext context, LanyardRouteKind kind)
    {
        if (!options.Value.PublicMetrics)
        {
            return LanyardResponse.WriteAsync(context, LanyardError.NotFound);
        }

        return kind == LanyardRouteKind.Metrics
            ? WriteAsync(context)
            : LanyardResponse.WriteTextAsync(context, StatusCodes.Status404NotFound, "text/plain; charset=utf-8", Elsewhere);
    }

    private async Task WriteAsync(HttpContext context)
    {
        var text = await collector.WriteAsync(MetricAudience.Lanyard, [], context.RequestAborted);
        await LanyardResponse.WriteTextAsync(context, StatusCodes.Status200OK, PrometheusWriter.ContentType, text);
    }
}
