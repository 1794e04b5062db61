using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Composition;

/// <summary>Ends the process at once, where stopping in order is no use any more.</summary>
/// <param name="logs">Where its last lines go.</param>
public sealed class ProcessExit(IEnumerable<ILoggerProvider> logs)
{
    private const int Failed = 1;

    /// <summary>Ends it with status 1. What was logged is written before: the console's lines are written behind, and the last one says why.</summary>
    public void Now()
    {
        foreach (var log in logs)
        {
            log.Dispose();
        }

        Environment.Exit(Failed);
    }
}
