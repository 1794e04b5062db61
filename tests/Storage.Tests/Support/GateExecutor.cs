using Fabric.Storage.Batching;

namespace Fabric.Storage.Tests.Support;

/// <summary>Holds each batch until the test lets it go, and fails it if the test says so.</summary>
internal sealed class GateExecutor : IBatchExecutor<TestOperation>
{
    private readonly SemaphoreSlim _gate = new(0);

    /// <summary>The batches begun so far, the one that is held included.</summary>
    public List<string[]> Batches { get; } = [];

    public Exception? Failure { get; set; }

    public void LetGo(int batches = 1_000) => _gate.Release(batches);

    public void Execute(ReadOnlySpan<TestOperation> batch)
    {
        var names = new string[batch.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = batch[i].Key.StateName;
        }

        lock (Batches)
        {
            Batches.Add(names);
        }

        _gate.Wait();
        if (Failure is { } failure)
        {
            throw failure;
        }

        foreach (var operation in batch)
        {
            operation.SetResult();
        }
    }

    public Task BatchBegunAsync(int number) => Testing.Eventually.TrueAsync(
        () =>
        {
            lock (Batches)
            {
                return Batches.Count >= number;
            }
        },
        $"batch {number} has begun");
}
