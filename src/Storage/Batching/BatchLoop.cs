using System.Runtime.InteropServices;

namespace Fabric.Storage.Batching;

/// <summary>
/// One thread that takes whatever is waiting and has it carried out together. What arrives meanwhile waits for the next round,
/// so batches grow with the load and a lone operation is not delayed. It has a thread of its own because databases block:
/// the thread pool belongs to the grains.
/// </summary>
internal sealed class BatchLoop<TOperation>
    where TOperation : StorageOperation
{
    private readonly string _name;
    private readonly IBatchExecutor<TOperation> _executor;
    private readonly BatchLimits _limits;
    private readonly object _gate = new();
    private readonly List<TOperation> _batch = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guarded by _gate. Producers append to _waiting; the thread swaps it with the empty _taken.
    private List<TOperation> _waiting = [];
    private List<TOperation> _taken = [];
    private bool _closed;

    private volatile bool _abandoned;

    public BatchLoop(string name, IBatchExecutor<TOperation> executor, BatchLimits limits)
    {
        _name = name;
        _executor = executor;
        _limits = limits;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Puts an operation in line; after <see cref="StopAsync" /> it fails at once.</summary>
    public void Add(TOperation operation)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _waiting.Add(operation);
                if (_waiting.Count == 1)
                {
                    Monitor.Pulse(_gate);
                }

                return;
            }
        }

        Refuse(operation);
    }

    /// <summary>
    /// Carries out what is waiting, then ends the thread. False if that took longer than <paramref name="deadline" />:
    /// what still waits then fails, and what is under way is left to itself.
    /// </summary>
    public async Task<bool> StopAsync(TimeSpan deadline, TimeProvider time)
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        try
        {
            await _ended.Task.WaitAsync(deadline, time);
            return true;
        }
        catch (TimeoutException)
        {
            _abandoned = true;
            RefuseWaiting();
            return false;
        }
    }

    private void Run()
    {
        while (TakeWaiting())
        {
            var next = 0;
            while (next < _taken.Count)
            {
                next = FillBatch(next);
                ExecuteBatch();
            }

            _taken.Clear();
        }

        _ended.SetResult();
    }

    private bool TakeWaiting()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (_taken, _waiting) = (_waiting, _taken);
            return true;
        }
    }

    /// <summary>Fills the batch from the taken operations, beginning with <paramref name="next" />; returns the first left.</summary>
    private int FillBatch(int next)
    {
        _batch.Clear();
        var bytes = 0L;
        while (next < _taken.Count && _batch.Count < _limits.Operations)
        {
            var operation = _taken[next];
            bytes += operation.Weight;
            if (bytes > _limits.Bytes && _batch.Count > 0)
            {
                break;
            }

            next++;
            Begin(operation);
        }

        return next;
    }

    private void Begin(TOperation operation)
    {
        if (_abandoned)
        {
            Refuse(operation);
        }
        else if (operation.TryBegin())
        {
            _batch.Add(operation);
        }
        else
        {
            operation.Release();
        }
    }

    private void ExecuteBatch()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        try
        {
            _executor.Execute(CollectionsMarshal.AsSpan(_batch));
        }
        catch (Exception exception) // Whatever it was, it belongs to the callers, and the thread must live on for the next batch.
        {
            foreach (var operation in _batch)
            {
                operation.Fail(new StorageException($"{_name} failed for record {operation.Key}: {exception.Message}", exception));
            }
        }
    }

    private void RefuseWaiting()
    {
        lock (_gate)
        {
            _waiting.ForEach(Refuse);
            _waiting.Clear();
        }
    }

    private void Refuse(TOperation operation)
    {
        if (operation.TryBegin())
        {
            operation.Fail(new StorageException($"{_name} refused record {operation.Key}: storage is closed."));
        }
    }
}
