using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Work to be done once a silo is active.</summary>
public static class SiloBuilderStartupExtensions
{
    /// <summary>Adds a startup task.</summary>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder,
        Func<IServiceProvider, CancellationToken, Task> startupTask,
        int stage = 20000)
    {
        if (stage != ActiveStage)
        {
            throw new NotSupportedException($"The stand-in runs startup tasks when the silo is active (stage {ActiveStage}), not at stage {stage}.");
        }

        builder.Services.AddSingleton<IStartupTask>(services => new DelegateStartupTask(services, startupTask));
        return builder;
    }

    private const int ActiveStage = 20000;

    private sealed class DelegateStartupTask(IServiceProvider services, Func<IServiceProvider, CancellationToken, Task> task) : IStartupTask
    {
        public Task Execute(CancellationToken cancellationToken) => task(services, cancellationToken);
    }
}
