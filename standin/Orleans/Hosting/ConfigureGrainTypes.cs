using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Every grain class that the process refers to is offered unless the configuration takes it out.</summary>
internal sealed class ConfigureGrainTypes(GrainAssemblies assemblies) : IConfigureOptions<GrainTypeOptions>
{
    public void Configure(GrainTypeOptions options) => options.Classes.UnionWith(assemblies.Classes);
}
