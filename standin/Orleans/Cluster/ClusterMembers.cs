namespace Orleans.Runtime.Cluster;

/// <summary>The view of the cluster that this silo acts on. Views only ever get newer.</summary>
internal sealed class ClusterMembers(TimeProvider time)
{
    private static readonly ClusterView Unread = new(-1, new Dictionary<SiloAddress, SiloStatus>());

    private readonly Lock _lock = new();
    private readonly List<IViewListener> _listeners = [];
    private volatile ClusterView _view = Unread;
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ClusterView View => _view;

    public void Listen(IViewListener listener)
    {
        lock (_lock)
        {
            _listeners.Add(listener);
        }
    }

    /// <summary>Makes a view the current one, unless a newer one is.</summary>
    public void Publish(ClusterView view)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            var old = _view;
            if (view.Version <= old.Version)
            {
                return;
            }

            _view = view;
            changed = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            foreach (var listener in _listeners)
            {
                listener.OnViewChanged(old, view);
            }
        }

        changed.SetResult();
    }

    /// <summary>Completes with the next view after one that was acted on, or after a time.</summary>
    public async Task ChangedAsync(ClusterView seen, TimeSpan atMost)
    {
        var next = _next.Task;
        if (ReferenceEquals(_view, seen))
        {
            await next.WaitAsync(atMost, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
