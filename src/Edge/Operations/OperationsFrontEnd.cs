using Fabric.Edge.Metrics;
using Fabric.Edge.Operations.OpenApi;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Operations;

/// <summary>Serves operators and orchestrators: liveness never looks at what the process depends on, readiness does.</summary>
internal sealed class OperationsFrontEnd(IEnumerable<IReadinessCheck> checks, MetricsCollector metrics, OpenApiDocument openApi, TimeProvider time)
{
    private const string Json = "application/json; charset=utf-8";

    private static readonly byte[] Live = "{\"status\":\"live\"}"u8.ToArray();
    private static readonly byte[] Unknown = "{\"status\":\"not found\"}"u8.ToArray();

    /// <summary>Handles a request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return (reads ? context.Request.Path.Value : null) switch
        {
            "/health/live" => WriteAsync(context, StatusCodes.Status200OK, Live),
            "/health/ready" => AnswerReadyAsync(context),
            "/metrics" => AnswerMetricsAsync(context),
            "/openapi/v1.json" => WriteAsync(context, StatusCodes.Status200OK, openApi.ToJson()),
            _ => WriteAsync(context, StatusCodes.Status404NotFound, Unknown),
        };
    }

    private async Task AnswerReadyAsync(HttpContext context)
    {
        var report = await ReadinessReport.MakeAsync(checks, time, context.RequestAborted);
        await WriteAsync(context, report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, report.ToJson());
    }

    private async Task AnswerMetricsAsync(HttpContext context) => await WriteAsync(
        context, StatusCodes.Status200OK, await metrics.WriteAsync(MetricAudience.Operators, NamesOf(context.Request.Query), context.RequestAborted), PrometheusWriter.ContentType);

    private static string[] NamesOf(IQueryCollection query) => [.. query[PrometheusWriter.NameFilter].OfType<string>()];

    private static Task WriteAsync(HttpContext context, int status, byte[] body, string contentType = Json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
