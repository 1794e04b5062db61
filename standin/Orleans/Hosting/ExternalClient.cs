using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Orleans.Hosting;

/// <summary>The client of a process outside the silos.</summary>
internal sealed class ExternalClient(ClientRuntime runtime, IServiceProvider services) : IClusterClient
{
    private readonly GrainFactory _grains = new(runtime, runtime);

    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => _grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => _grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => _grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);
}
