using Fabric.Edge.Composition;
using Fabric.Silo.Cluster;
using Fabric.Storage;

namespace Fabric.Silo;

/// <summary>The silo as a process.</summary>
internal static class FabricProgram
{
    public static Task<int> RunAsync(string[] args) => new ProgramRun
    {
        Build = FabricHost.Build,
        PrepareAsync = PrepareAsync,
        WelcomeAsync = WelcomeAsync,
        Explain = Explain,
    }.RunAsync(args);

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.StartStorageAsync(cancellationToken);
        if (services.GetService<ClusterEndpoints>() is { } endpoints && await endpoints.FindRefusedAsync(cancellationToken) is { } taken)
        {
            throw new SettingException(taken);
        }
    }

    private static Task WelcomeAsync(WebApplication app, TimeSpan startTime)
    {
        app.Services.GetRequiredService<Welcome>().Print(Console.Out, startTime);
        return app.Services.GetRequiredService<FirstPresence>().PrintAsync(Console.Out, app.Lifetime.ApplicationStopping);
    }

    private static string? Explain(Exception exception, WebApplication? app) => exception switch
    {
        StorageException => exception.Message,
        _ => null,
    };
}
