using Orleans;

namespace Fabric.Engine.Silo.Grains;

/// <summary>What the two classes have in common: they differ in their attributes.</summary>
public abstract class TurnsGrainBase : Grain, ITurnsGrain
{
    private readonly Turns _turns = new();

    public Task<int> WriteAsync(string gate) => _turns.PassAsync(gate);

    public Task<int> ReadAsync(string gate) => _turns.PassAsync(gate);

    public Task<int> InterleaveAsync(string gate) => _turns.PassAsync(gate);

    public Task<string[]> UnderWayAsync() => Task.FromResult(_turns.UnderWay);

    public Task OpenAsync(string gate) => _turns.OpenAsync(gate);

    public Task WriteOneWayAsync(string gate) => _turns.PassAsync(gate);

    public Task FailOneWayAsync() => throw new InvalidOperationException("nobody hears this");

    public Task<int> ImpatientAsync(string gate) => _turns.PassAsync(gate);

    public Task<int> ProcessAsync() => Task.FromResult(Environment.ProcessId);
}
