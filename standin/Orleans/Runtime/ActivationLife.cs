using Microsoft.Extensions.Logging;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;

namespace Orleans.Runtime;

/// <content>How an activation begins and ends.</content>
internal sealed partial class Activation
{
    private async Task ActivateAsync()
    {
        try
        {
            if (Directory is { } directory && await directory.RegisterAsync(Address) is var standing && !standing.Equals(Address))
            {
                Leave(failure: null, standing.Silo);
                return;
            }

            CreateInstance();
            foreach (var state in _states ?? [])
            {
                await state.ReadStateAsync();
            }

            using var limit = Silo.CancelAfter(Silo.Collection.ActivationTimeout);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(limit.Token);
            }
        }
#pragma warning disable CA1031 // Whatever the grain throws is the answer to every waiting call.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogActivationFailed(Silo.Logger, exception, GrainId);
            Leave(exception);
            return;
        }

        lock (_requests)
        {
            _states = null;
            _phase = ActivationPhase.Active;
            Schedule();
        }
    }

    private List<IStoredState>? _states;

    /// <summary>Called while the grain's constructor arguments are made.</summary>
    public void AddState(IStoredState state) => (_states ??= []).Add(state);

    private void CreateInstance()
    {
        UnderConstruction = this;
        try
        {
            GrainInstance = Class.Create(this);
        }
        finally
        {
            UnderConstruction = null;
        }
    }

    private async Task EndAsync()
    {
        StopTimers();
        try
        {
            using var limit = Silo.CancelAfter(Silo.Collection.DeactivationTimeout);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_deactivation!.Value, limit.Token);
            }
        }
#pragma warning disable CA1031 // An activation ends even when it fails to say goodbye.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDeactivationFailed(Silo.Logger, exception, GrainId);
        }

        Leave(failure: null, _migratesTo);
    }

    /// <summary>Ends to begin elsewhere; null for wherever the next call has it.</summary>
    public void Migrate(SiloAddress? target)
    {
        _migratesTo = target;
        Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "MigrateOnIdle was called."));
    }

    private SiloAddress? _migratesTo;

    /// <summary>The cluster's directory; null for stateless workers, which it does not know.</summary>
    private GrainDirectory? Directory => _group is null ? Silo.Cluster.Directory : null;

    /// <summary>Leaves the catalog; what waits is failed, or sent again where there is no failure: to where the grain stands, if that is known.</summary>
    private void Leave(Exception? failure, SiloAddress? standing = null)
    {
        GrainRequest[] waiting;
        lock (_requests)
        {
            _phase = ActivationPhase.Ended;
            waiting = _requests.TakeWaiting();
        }

        StopTimers();
        var unregistered = Task.CompletedTask;
        if (_group is null)
        {
            unregistered = Directory?.UnregisterAsync(Address) ?? unregistered;
            Silo.Catalog.Remove(this);
        }
        else
        {
            _group.Remove(this);
        }

        foreach (var request in waiting)
        {
            Forward(request, failure, standing);
        }

        _ = BeGoneAsync(unregistered);
    }

    /// <summary>Others find the grain nowhere from now on.</summary>
    private async Task BeGoneAsync(Task unregistered)
    {
        await unregistered;
        lock (_requests)
        {
            _isGone = true;
            _deactivated?.TrySetResult();
        }
    }

    private void Forward(GrainRequest request, Exception? failure, SiloAddress? standing)
    {
        if (failure is not null)
        {
            request.Fail(failure);
        }
        else if (request.IsBoundToActivation)
        {
            return;
        }
        else if (standing is not null)
        {
            Silo.Cluster.Router.Forward(request, standing);
        }
        else
        {
            Silo.Catalog.Deliver(request);
        }
    }

    private void StopTimers()
    {
        IDisposable[] timers;
        lock (_requests)
        {
            timers = _timers is null ? [] : [.. _timers];
            _timers = null;
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }

    [LoggerMessage(101, LogLevel.Warning, "The one-way call {Method} failed on {GrainId}.")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, GrainMethod method, GrainId grainId);

    [LoggerMessage(102, LogLevel.Error, "{GrainId} could not be activated.")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(103, LogLevel.Warning, "{GrainId} failed while it was deactivated.")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, GrainId grainId);
}
