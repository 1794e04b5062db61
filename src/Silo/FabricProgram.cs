using System.Diagnostics;
using Fabric.Discord.Rest;
using Fabric.Edge.Composition;
using Fabric.Silo.Cluster;
using Fabric.Storage;
using Microsoft.Extensions.Options;

namespace Fabric.Silo;

/// <summary>Starts the process, and says in one line why it cannot where a setting is to blame.</summary>
internal static class FabricProgram
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
            app = FabricHost.Build(args, signals);
            await PrepareAsync(app.Services, signals.Asked);
            await app.StartAsync(signals.Asked);
            app.Services.GetRequiredService<Welcome>().Print(Console.Out, clock.Elapsed);
            var hint = app.Services.GetRequiredService<FirstPresence>().PrintAsync(Console.Out, app.Lifetime.ApplicationStopping);
            await Task.WhenAll(app.WaitForShutdownAsync(), hint);
            return Stopped;
        }
        catch (OperationCanceledException) when (signals.Asked.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception exception) when (Explain(exception, app) is { } line)
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

    /// <summary>What is refused is refused before the engine starts: one that is torn down right after its start tells of all that it broke off.</summary>
    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        await services.StartStorageAsync(cancellationToken);
        if (StartupFailure.FindRefusedListener(services) is { } refused)
        {
            throw new SettingException(refused);
        }

        if (services.GetService<ClusterEndpoints>()?.FindRefused() is { } taken)
        {
            throw new SettingException(taken);
        }

        if (services.GetService<BotAdmission>() is { } bots)
        {
            await bots.CheckAsync(cancellationToken);
        }
    }

    private static string? Explain(Exception exception, WebApplication? app) => exception switch
    {
        StorageException or SettingException => exception.Message,
        DiscordTokenRefusedException when app is not null => $"{DiscordSettings.TokenSettingOf(app.Configuration)}: {exception.Message}",
        _ => StartupFailure.Describe(exception, app?.Services),
    };
}
