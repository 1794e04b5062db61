using Fabric.Edge.Metrics;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>
/// Counts the lines of the log by their level, under logback's name and with its levels. A line that no filter lets through is none. Supports external
/// scopes, of which it needs none: otherwise each request would begin one for it.
/// </summary>
internal sealed class LogLineCounts : ILoggerProvider, ISupportExternalScope, ILogger, IMetricSource
{
    /// <summary>In the order of <see cref="LogLevel" />; logback has nothing beyond errors.</summary>
    private static readonly string[] Levels = ["trace", "debug", "info", "warn", "error"];

    private readonly CoreCounter[] _counts = Array.ConvertAll(Levels, static _ => new CoreCounter());

    /// <inheritdoc />
    public MetricAudience Audience => MetricAudience.Lavalink;

    /// <inheritdoc />
    public IEnumerable<MetricFamily> Read()
    {
        yield return new ReadFamily(
            "logback_appender_total",
            MetricKind.Counter,
            "Lines of the log",
            [.. Levels.Zip(_counts, static (level, count) => MetricSample.Of("level", level, count.Value))]);
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc />
    public void SetScopeProvider(IExternalScopeProvider scopeProvider)
    {
    }

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => logLevel < LogLevel.None;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _counts[Math.Min((int)logLevel, Levels.Length - 1)].Add(1);
        }
    }

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
