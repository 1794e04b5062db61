using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Settings of a silo's queue-based streams.</summary>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>How queues are read. The stand-in pushes instead of polling, so the period has no effect on it.</summary>
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator,
        Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null)
    {
        if (configurator is SiloMemoryStreamConfigurator memory)
        {
            configureOptions?.Invoke(memory.Services.AddOptions<StreamPullingAgentOptions>(memory.Name));
        }
    }
}
