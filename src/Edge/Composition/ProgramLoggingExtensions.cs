using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Composition;

/// <summary>What the fabric's programs log.</summary>
public static class ProgramLoggingExtensions
{
    /// <summary>Leaves out what the libraries say in passing.</summary>
    public static FailedStartFilter AddFabricFilters(this ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // With this logger at any level the web server begins an activity and a log scope for every request, for lines that nobody is shown.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // Orleans' own retries, and its watchdog's first look at a process that has just started.
        logging.AddFilter("Polly", LogLevel.Warning);
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        return new FailedStartFilter(logging);
    }
}
