using Fabric.Edge.Composition;
using Fabric.Storage;

namespace Fabric.Gateway;

/// <summary>The gateway as a process.</summary>
internal static class GatewayProgram
{
    public static Task<int> RunAsync(string[] args) => new ProgramRun
    {
        Build = GatewayHost.Build,
        PrepareAsync = static (services, cancellationToken) => services.StartStorageAsync(cancellationToken),
        WelcomeAsync = static (app, startTime) =>
        {
            app.Services.GetRequiredService<Welcome>().Print(Console.Out, startTime);
            return Task.CompletedTask;
        },
        Explain = static (exception, _) => exception is StorageException ? exception.Message : null,
    }.RunAsync(args);
}
