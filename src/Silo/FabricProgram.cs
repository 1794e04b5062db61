using System.Diagnostics;
using Fabric.Discord.Rest;
using Fabric.Edge.Composition;
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
        WebApplication? app = null;
        try
        {
            app = FabricHost.Build(args);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            await app.Services.GetRequiredService<IStorageStartup>().StartAsync(app.Lifetime.ApplicationStopping);
            if (StartupFailure.FindRefusedListener(app.Services) is { } refused)
            {
                throw new SettingException(refused);
            }

            await app.Services.GetRequiredService<BotAdmission>().CheckAsync(app.Lifetime.ApplicationStopping);
            await app.StartAsync();
            app.Services.GetRequiredService<Welcome>().Print(Console.Out, clock.Elapsed);
            var hint = app.Services.GetRequiredService<FirstPresence>().PrintAsync(Console.Out, app.Lifetime.ApplicationStopping);
            await Task.WhenAll(app.WaitForShutdownAsync(), hint);
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

    private static string? Explain(Exception exception, WebApplication? app) => exception switch
    {
        StorageException or SettingException => exception.Message,
        DiscordTokenRefusedException when app is not null => $"{DiscordSettings.TokenSettingOf(app.Configuration)}: {exception.Message}",
        _ => StartupFailure.Describe(exception, app?.Services),
    };
}
