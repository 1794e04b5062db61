using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>What a program does between its first moment and its exit status; what differs is the program's to say.</summary>
public sealed class ProgramRun
{
    private const int Stopped = 0;
    private const int CouldNotStart = 1;

    /// <summary>Composes the application. Settings are not checked yet.</summary>
    public required Func<string[], StopSignals, WebApplication> Build { get; init; }

    /// <summary>
    /// Opens what is needed and refuses what cannot work, before the engine starts: one that is torn down right after its start tells of all
    /// that it broke off.
    /// </summary>
    public required Func<IServiceProvider, CancellationToken, Task> PrepareAsync { get; init; }

    /// <summary>Says that the program is ready, which it became in this time; what else it says may take as long as the program runs.</summary>
    public required Func<WebApplication, TimeSpan, Task> WelcomeAsync { get; init; }

    /// <summary>The line for an exception that only the program knows; null for others. The application is null where it could not be built.</summary>
    public required Func<Exception, WebApplication?, string?> Explain { get; init; }

    /// <summary>Runs the program, and says in one line why it cannot where a setting is to blame.</summary>
    /// <returns>The exit status: 0 after an orderly stop, 1 when it could not start or was refused.</returns>
    public async Task<int> RunAsync(string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var signals = new StopSignals();
        WebApplication? app = null;
        try
        {
            app = Build(args, signals);
            await StartAsync(app, signals.Asked);
            await Task.WhenAll(WelcomeAsync(app, clock.Elapsed), app.WaitForShutdownAsync());
            return Stopped;
        }
        catch (OperationCanceledException) when (signals.Asked.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception exception) when (LineFor(exception, app) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            return CouldNotStart;
        }
        finally
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }
    }

    private async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        if (StartupFailure.FindRefusedListener(app.Services) is { } refused)
        {
            throw new SettingException(refused);
        }

        await PrepareAsync(app.Services, cancellationToken);
        await app.StartAsync(cancellationToken);
    }

    private string? LineFor(Exception exception, WebApplication? app) => exception is SettingException
        ? exception.Message
        : Explain(exception, app) ?? StartupFailure.Describe(exception, app?.Services);
}
