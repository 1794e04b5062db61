using System.Buffers;
using System.Net;
using Fabric.Abstractions.Tracks;
using Fabric.Edge.Lavalink.Node;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Edge.Metrics;
using Fabric.Protocol.Lavalink;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lavalink;

/// <summary>Serves what is about the server: statistics, metrics and the route planner (lavalink.md §2.2, §9.5).</summary>
internal sealed class LavalinkServerFrontEnd(NodeStats stats, MetricsCollector metrics, IRoutePlannerControl? planner = null)
{
    private static readonly LavalinkAnswer NoPlanner =
        LavalinkAnswer.OfError(StatusCodes.Status500InternalServerError, "Can't access disabled route planner");

    /// <summary>GET <c>/v4/stats</c>.</summary>
    public LavalinkAnswer ReadStats()
    {
        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, stats.Take());
        return LavalinkAnswer.Of(json.WrittenMemory);
    }

    /// <summary>GET on the metrics' path.</summary>
    public async Task<LavalinkAnswer> ReadMetricsAsync(LavalinkRequest request)
    {
        var names = LavalinkQuery.FindAll(request.Context.Request, PrometheusWriter.NameFilter);
        return LavalinkAnswer.Of(await metrics.WriteAsync(MetricAudience.Lavalink, names, request.Cancellation), PrometheusWriter.ContentType);
    }

    /// <summary>GET <c>/v4/routeplanner/status</c>.</summary>
    public async Task<LavalinkAnswer> ReadPlannerAsync() => await DescribeAsync() is { } routes ? LavalinkAnswer.Of(routes.Json) : LavalinkAnswer.NoContent;

    /// <summary>POST <c>/v4/routeplanner/free/address</c>.</summary>
    public async Task<LavalinkAnswer> FreeAddressAsync(LavalinkRequest request)
    {
        if (await request.ReadBodyAsync() is { } refusal)
        {
            return refusal;
        }

        var text = LavalinkReader.ReadAddress(request.Body.Span);
        if (!IPAddress.TryParse(text, out var address))
        {
            return await DescribeAsync() is null ? NoPlanner : LavalinkAnswer.OfError(StatusCodes.Status400BadRequest, $"Invalid address: {text}");
        }

        return planner is not null && await planner.FreeAddressAsync(address) ? LavalinkAnswer.NoContent : NoPlanner;
    }

    /// <summary>POST <c>/v4/routeplanner/free/all</c>.</summary>
    public async Task<LavalinkAnswer> FreeAllAsync() => planner is not null && await planner.FreeAllAsync() ? LavalinkAnswer.NoContent : NoPlanner;

    private Task<RoutesAnswer?> DescribeAsync() => planner?.DescribeAsync() ?? Task.FromResult<RoutesAnswer?>(null);
}
