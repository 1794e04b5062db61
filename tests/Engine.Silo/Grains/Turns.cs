namespace Fabric.Engine.Silo.Grains;

/// <summary>Gates that calls wait at.</summary>
internal sealed class Turns
{
    private readonly Dictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly List<string> _underWay = [];
    private int _passed;

    public string[] UnderWay => [.. _underWay];

    public async Task<int> PassAsync(string gate)
    {
        _underWay.Add(gate);
        await Gate(gate).Task;
        _underWay.Remove(gate);
        return ++_passed;
    }

    public Task OpenAsync(string gate)
    {
        Gate(gate).TrySetResult();
        return Task.CompletedTask;
    }

    private TaskCompletionSource Gate(string name)
    {
        if (!_gates.TryGetValue(name, out var gate))
        {
            _gates[name] = gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return gate;
    }
}
