using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Engine.Tests;

/// <summary>A store that can be read and not written.</summary>
internal sealed class FullStore : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new InvalidOperationException("the disk is full");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
}
