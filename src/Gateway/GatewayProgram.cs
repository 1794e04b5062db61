using System.Diagnostics;
using Fabric.Edge.Composition;
using Fabric.Storage;
using Microsoft.Extensions.Options;

namespace Fabric.Gateway;

/// <summary>Starts the process, and says in one line why it cannot where a setting is to blame.</summary>
internal static class GatewayProgram
{
    private const int Stopped = 0;
    private const int CouldNotStart = 1;

    /// <summary>The exit status: 0 after an orderly stop, 1 when it could not start or was refused.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var signals = new StopSignals();
        WebApplication? app = null;
        try
        {
            app = GatewayHost.Build(args, signals);
            await PrepareAsync(app.Services, signals.Asked);
            var welcome = app.Services.GetRequiredService<Welcome>();
            await app.StartAsync(signals.Asked);
            Welcome.PrintReady(Console.Out, clock.Elapsed);
            welcome.PrintListening(Console.Out);
            await app.WaitForShutdownAsync();
            return Stopped;
        }
        catch (OperationCanceledException) when (signals.Asked.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception exception) when (Explain(exception, app?.Services) is { } line)
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

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        await services.StartStorageAsync(cancellationToken);
        if (StartupFailure.FindRefusedListener(services) is { } refused)
        {
            throw new SettingException(refused);
        }
    }

    private static string? Explain(Exception exception, IServiceProvider? services) => exception switch
    {
        StorageException or SettingException => exception.Message,
        _ => StartupFailure.Describe(exception, services),
    };
}
