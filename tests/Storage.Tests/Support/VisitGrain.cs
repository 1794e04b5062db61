using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Storage.Tests.Support;

[HashBasedPlacement]
public sealed class VisitGrain([PersistentState("profile", VisitGrain.Store)] IPersistentState<Profile> profile) : Grain, IVisitGrain
{
    public const string Store = "visits";

    private readonly Guid _activation = Guid.NewGuid();

    public async Task<int> VisitAsync()
    {
        profile.State.Visits++;
        await profile.WriteStateAsync();
        return profile.State.Visits;
    }

    public Task RenameAsync(string name)
    {
        profile.State.Name = name;
        return profile.WriteStateAsync();
    }

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public async Task WriteStaleAsync()
    {
        var storage = GrainContext.ActivationServices.GetRequiredKeyedService<IGrainStorage>(Store);
        var newer = new GrainState<Profile>(new Profile { Visits = 1000 }, profile.Etag);
        await storage.WriteStateAsync("profile", this.GetGrainId(), newer);
        await profile.WriteStateAsync();
    }
}
