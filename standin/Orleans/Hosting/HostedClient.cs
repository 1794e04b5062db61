using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The client of a silo's own process: its calls go straight to the silo.</summary>
internal sealed class HostedClient(SiloRuntime silo) : IClusterClient
{
    public IServiceProvider ServiceProvider => silo.Services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => silo.GrainFactory.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => silo.GrainFactory.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => silo.GrainFactory.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);
}
