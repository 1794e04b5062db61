using Fabric.Edge.Composition;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Tests.Composition;

/// <summary>What the programs say, and what they do not.</summary>
public sealed class ProgramLoggingTests
{
    private const string WebServer = "Microsoft.AspNetCore.Server.Kestrel";
    private const string WebHost = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>The web host asks this logger, for every request, whether to begin an activity and a log scope.</summary>
    [Theory]
    [InlineData("", LogLevel.Information, true)]
    [InlineData("Fabric.Edge.Lavalink", LogLevel.Information, true)]
    [InlineData("Microsoft.Extensions.Hosting", LogLevel.Information, false)]
    [InlineData("Microsoft.Extensions.Hosting", LogLevel.Warning, true)]
    [InlineData(WebServer, LogLevel.Warning, true)]
    [InlineData(WebHost, LogLevel.Critical, false)]
    public void A_started_program_leaves_out_what_libraries_say_in_passing(string category, LogLevel level, bool isShown)
    {
        using var started = new CancellationTokenSource();
        using var services = Services(started.Token);
        started.Cancel();

        Assert.Equal(isShown, services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level));
    }

    [Theory]
    [InlineData(WebServer, false)]
    [InlineData("Microsoft.Extensions.Hosting.Internal.Host", false)]
    [InlineData("Fabric.Silo", true)]
    public void A_starting_program_leaves_the_failure_to_its_own_line(string category, bool isShown)
    {
        using var services = Services(CancellationToken.None);

        Assert.Equal(isShown, services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(LogLevel.Critical));
    }

    private static ServiceProvider Services(CancellationToken started) => new ServiceCollection()
        .AddLogging(logging => logging.AddConsole().AddFabricFilters().EndWith(started))
        .BuildServiceProvider();
}
