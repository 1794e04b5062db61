using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Composition;

/// <summary>
/// Until the process has started, keeps the host and the web server from logging with stack traces what the program itself says in
/// one line. Nothing is lost: an exception that no setting explains still ends the program with its own trace.
/// </summary>
public sealed class FailedStartFilter
{
    private volatile bool _started;

    internal FailedStartFilter(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", IsShown);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", IsShown);
    }

    /// <summary>Shows everything from then on.</summary>
    public void EndWith(CancellationToken started) => started.Register(() => _started = true);

    private bool IsShown(LogLevel level) => _started && level >= LogLevel.Warning;
}
