using Orleans.Runtime.Cluster;
using Orleans.StandIn;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// One activation of a grain: its object, its requests and its scheduler. Turns run one at a time: a turn is a stretch of code
/// between two awaits. Which requests may be under way together is decided in <see cref="RequestQueue" />.
/// </summary>
/// <remarks>
/// Life: requests wait while the grain is made, its state read and OnActivateAsync run; then they run as the queue admits them;
/// once a deactivation is asked for and nothing runs any more, OnDeactivateAsync runs, the activation leaves the catalog, and
/// what still waits is sent again, to a new activation.
/// </remarks>
internal sealed partial class Activation : TaskScheduler, IThreadPoolWorkItem, IGrainContext, IRequestTarget
{
    private const int ItemsPerTurn = 64;

    private readonly RequestQueue _requests;
    private readonly StatelessWorkerGroup? _group;
    private readonly Queue<Task> _tasks = new(0);
    private ActivationPhase _phase;
    private bool _scheduled;
    private bool _isGone;
    private DeactivationReason? _deactivation;
    private TaskCompletionSource? _deactivated;
    private List<IDisposable>? _timers;
    private readonly long _number;
    private long _lastUsed;

    public Activation(SiloRuntime silo, GrainClass grainClass, GrainId grainId, StatelessWorkerGroup? group = null)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = grainId;
        _group = group;
        _requests = new RequestQueue(grainClass.IsReentrant);
        _lastUsed = silo.Time.GetTimestamp();
        _number = silo.NextActivation();
    }

    /// <summary>The activation whose grain object this thread is making.</summary>
    [field: ThreadStatic]
    public static Activation? UnderConstruction { get; private set; }

    /// <summary>The activation whose turn this thread runs.</summary>
    public static new Activation? Current => TaskScheduler.Current as Activation;

    public override int MaximumConcurrencyLevel => 1;

    public SiloRuntime Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    /// <summary>What the cluster's directory notes of it.</summary>
    public ActivationAddress Address => new() { Grain = GrainId, Silo = Silo.Address, Number = _number };

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => Silo.Services;

    public Task Deactivated
    {
        get
        {
            lock (_requests)
            {
                _deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_isGone)
                {
                    _deactivated.TrySetResult();
                }

                return _deactivated.Task;
            }
        }
    }

    /// <summary>Whether any request runs or waits.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_requests)
            {
                return _requests.IsBusy || _phase == ActivationPhase.Activating;
            }
        }
    }

    /// <inheritdoc />
    public bool TryReceive(GrainRequest request)
    {
        lock (_requests)
        {
            if (_phase == ActivationPhase.Ended || (_phase == ActivationPhase.Ending && request.IsBoundToActivation))
            {
                return false;
            }

            _requests.Enqueue(request);
            Schedule();
            return true;
        }
    }

    /// <inheritdoc />
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_requests)
        {
            if (_deactivation is null && _phase <= ActivationPhase.Active)
            {
                _deactivation = deactivationReason;
                Schedule();
            }
        }
    }

    /// <inheritdoc />
    public void CollectIdle()
    {
        if (!IsBusy && Silo.Time.GetElapsedTime(Volatile.Read(ref _lastUsed)) > Class.CollectionAge)
        {
            Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Not called for {Class.CollectionAge}."));
        }
    }

    /// <inheritdoc />
    public Task EndAsync(DeactivationReason reason)
    {
        Deactivate(reason);
        return Deactivated;
    }

    /// <inheritdoc />
    public void FailExpired(long now)
    {
        lock (_requests)
        {
            _requests.FailExpired(now, this);
        }
    }

    /// <summary>Counts as use, as a call does.</summary>
    public void Touch() => Volatile.Write(ref _lastUsed, Silo.Time.GetTimestamp());

    /// <summary>Keeps a timer, to stop it with the activation.</summary>
    public void AddTimer(IDisposable timer)
    {
        lock (_requests)
        {
            (_timers ??= []).Add(timer);
        }
    }

    public void RemoveTimer(IDisposable timer)
    {
        lock (_requests)
        {
            _timers?.Remove(timer);
        }
    }

    /// <inheritdoc />
    public override string ToString() => $"[{GrainId} on {Silo.Address}]";

    void IThreadPoolWorkItem.Execute() => new Task(static state => ((Activation)state!).RunTurns(), this).RunSynchronously(this);

    protected override void QueueTask(Task task)
    {
        lock (_requests)
        {
            _tasks.Enqueue(task);
            Schedule();
        }
    }

    /// <summary>Only the turn itself, which <see cref="IThreadPoolWorkItem.Execute" /> starts, or a task that a turn waits for.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && (ReferenceEquals(task.AsyncState, this) || Current == this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_requests)
        {
            return [.. _tasks];
        }
    }

    /// <summary>Called with the lock held.</summary>
    private void Schedule()
    {
        if (!_scheduled)
        {
            _scheduled = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private void RunTurns()
    {
        for (var item = 0; item < ItemsPerTurn; item++)
        {
            if (!TryTakeNext(out var task, out var request, out var start))
            {
                return;
            }

            if (task is not null)
            {
                TryExecuteTask(task);
            }
            else if (request is not null)
            {
                Run(request);
            }
            else
            {
                RunPhase(start);
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private bool TryTakeNext(out Task? task, out GrainRequest? request, out ActivationPhase start)
    {
        lock (_requests)
        {
            start = _phase;
            request = null;
            if (_tasks.TryDequeue(out task))
            {
                return true;
            }

            if (_phase == ActivationPhase.New)
            {
                start = _phase = ActivationPhase.Activating;
                return true;
            }

            if (_phase == ActivationPhase.Active && _deactivation is not null && !_requests.IsRunning)
            {
                start = _phase = ActivationPhase.Ending;
                return true;
            }

            if (_phase == ActivationPhase.Active && _deactivation is null && _requests.TryStart(out request))
            {
                return true;
            }

            _scheduled = false;
            return false;
        }
    }

    private void RunPhase(ActivationPhase phase)
    {
        // The tasks run on this scheduler and handle their own failures.
        _ = phase == ActivationPhase.Activating ? ActivateAsync() : EndAsync();
    }

    private void Run(GrainRequest request)
    {
        if (request.KeepsAlive)
        {
            Touch();
        }

        Task task;
        try
        {
            task = request.InvokeAsync(GrainInstance!);
        }
#pragma warning disable CA1031 // Whatever the grain throws is the caller's answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            task = Task.FromException(exception);
        }

        if (task.IsCompleted)
        {
            Finish(request, task);
        }
        else
        {
            _ = FinishLaterAsync(request, task);
        }
    }

    private async Task FinishLaterAsync(GrainRequest request, Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Finish(request, task);
    }

    private void Finish(GrainRequest request, Task task)
    {
        request.Complete(task);
        if (task.IsFaulted)
        {
            OnFailed(request, task.Exception.InnerException!);
        }

        lock (_requests)
        {
            _requests.Finished(request);
            if (_requests.HasWaiting || _deactivation is not null)
            {
                Schedule();
            }
        }
    }

    private void OnFailed(GrainRequest request, Exception exception)
    {
        if (request.IsOneWay)
        {
            LogOneWayFailed(Silo.Logger, exception, request.Method, GrainId);
        }

        if (exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "Its stored state was changed by somebody else."));
        }
    }
}
