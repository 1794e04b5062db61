using System.Buffers;
using System.Net;
using Fabric.Abstractions.Tracks;
using Fabric.Media.Routes;
using Fabric.Protocol.Lavalink;
using Orleans;
using Orleans.Concurrency;

namespace Fabric.Grains.Tracks;

/// <summary>Finds out what identifiers mean, for gateways. It owns nothing: when its silo dies another one's is asked.</summary>
[StatelessWorker]
[Reentrant]
public sealed class TrackLoaderGrain(ITrackLoader loader, MediaSources sources) : Grain, ITrackLoaderGrain
{
    private readonly IRoutePlanner? _planner = sources.Planner;

    /// <inheritdoc />
    public Task<LoadResult> LoadAsync(string identifier) => loader.LoadAsync(identifier);

    /// <inheritdoc />
    public Task<RoutesAnswer?> GetRoutesAsync()
    {
        if (_planner is null)
        {
            return Task.FromResult<RoutesAnswer?>(null);
        }

        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, _planner.Status.ToWire());
        return Task.FromResult<RoutesAnswer?>(new RoutesAnswer(json.WrittenMemory));
    }

    /// <inheritdoc />
    public Task<bool> FreeAddressAsync(string address)
    {
        _planner?.Free(IPAddress.Parse(address));
        return Task.FromResult(_planner is not null);
    }

    /// <inheritdoc />
    public Task<bool> FreeAllAddressesAsync()
    {
        _planner?.FreeAll();
        return Task.FromResult(_planner is not null);
    }
}
