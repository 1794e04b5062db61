using Microsoft.Extensions.Logging;
using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>A timer whose runs are turns of the grain. The next run is due a period after the end of the last.</summary>
internal sealed partial class GrainTimer<TState> : IGrainTimer
{
    private static readonly GrainMethod Exclusive = Describe(interleaves: false);
    private static readonly GrainMethod Interleaving = Describe(interleaves: true);

    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private TimeSpan _period;

    public GrainTimer(Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _state = state;
        _options = options;
        _period = options.Period;
        activation.AddTimer(this);
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Silo.Time.CreateTimer(static timer => ((GrainTimer<TState>)timer!).Fire(), this, options.DueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _period = period;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _disposed.Cancel();
        _activation.RemoveTimer(this);
    }

    private static GrainMethod Describe(bool interleaves) => new()
    {
        InterfaceName = "timer",
        Name = typeof(TState).Name,
        AlwaysInterleaves = interleaves,
        CreateRequest = static () => throw new NotSupportedException("Timer runs do not travel."),
    };

    private void Fire()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        // An activation that takes no requests any more is about to dispose its timers.
        _activation.TryReceive(new Run(this));
    }

    private async Task RunAsync()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await _callback(_state, _disposed.Token);
        }
#pragma warning disable CA1031 // A failing run must not end the timer, and nobody waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(_activation.Silo.Logger, exception, _activation.GrainId);
        }

        lock (_lock)
        {
            if (!_disposed.IsCancellationRequested && _period != Timeout.InfiniteTimeSpan)
            {
                _timer.Change(_period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    [LoggerMessage(111, LogLevel.Error, "A timer of {GrainId} failed.")]
    private static partial void LogFailed(ILogger logger, Exception exception, GrainId grainId);

    private sealed class Run : GrainRequest
    {
        private readonly GrainTimer<TState> _timer;

        public Run(GrainTimer<TState> timer)
        {
            _timer = timer;
            Target = timer._activation.GrainId;
            IsBoundToActivation = true;
            KeepsAlive = timer._options.KeepAlive;
        }

        public override GrainMethod Method => _timer._options.Interleave ? Interleaving : Exclusive;

        internal override bool IsAnswered => false;

        public override Task InvokeAsync(object grain) => _timer.RunAsync();

        public override void CopyArguments()
        {
        }

        public override void WriteArguments(MessageWriter writer) => throw new NotSupportedException("Timer runs do not travel.");

        public override void ReadArguments(ref MessageReader reader) => throw new NotSupportedException("Timer runs do not travel.");

        internal override void ReadResult(ref MessageReader reader) => throw new NotSupportedException("Timer runs do not travel.");

        internal override void ReadFailure(ref MessageReader reader) => throw new NotSupportedException("Timer runs do not travel.");

        internal override void Complete(Task finished)
        {
        }

        internal override void Fail(Exception exception)
        {
        }
    }
}
