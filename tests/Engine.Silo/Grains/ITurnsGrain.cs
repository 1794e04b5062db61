using Orleans;
using Orleans.Concurrency;

namespace Fabric.Engine.Silo.Grains;

/// <summary>Its calls wait until they are let go, so that a test can see which are under way together.</summary>
[Alias("engine-tests.ITurnsGrain")]
public interface ITurnsGrain : IGrainWithStringKey
{
    Task<int> WriteAsync(string gate);

    [ReadOnly]
    Task<int> ReadAsync(string gate);

    [AlwaysInterleave]
    Task<int> InterleaveAsync(string gate);

    [AlwaysInterleave]
    Task<string[]> UnderWayAsync();

    [AlwaysInterleave]
    Task OpenAsync(string gate);

    [OneWay]
    Task WriteOneWayAsync(string gate);

    [OneWay]
    Task FailOneWayAsync();

    [ResponseTimeout("00:00:01")]
    Task<int> ImpatientAsync(string gate);

    /// <summary>The id of the process that it is active in.</summary>
    [AlwaysInterleave]
    Task<int> ProcessAsync();
}
