namespace Fabric.Grains.Tests.State;

/// <summary>Runs work as a grain does, one turn at a time, but only when a test says so; a turn may be put before those that wait.</summary>
internal sealed class TurnScheduler : TaskScheduler
{
    private readonly Lock _lock = new();
    private readonly Queue<Task> _waiting = new();

    /// <summary>Runs a turn now, before everything that waits.</summary>
    public T RunNow<T>(Func<T> turn)
    {
        var task = new Task<T>(turn);
        task.RunSynchronously(this);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs what waits, and what comes of it.</summary>
    public void RunWaiting()
    {
        while (TryTake(out var task))
        {
            TryExecuteTask(task);
        }
    }

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _waiting];

    protected override void QueueTask(Task task)
    {
        lock (_lock)
        {
            _waiting.Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && TryExecuteTask(task);

    private bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Task task)
    {
        lock (_lock)
        {
            return _waiting.TryDequeue(out task);
        }
    }
}
