using Fabric.Abstractions.Ids;
using Orleans.Storage;

namespace Fabric.Grains.Cluster;

/// <summary>
/// Renews this silo's record, one request after the other. It is driven by ticks and never waits, so that a request without an answer holds
/// nothing up; it belongs to one thread.
/// </summary>
internal sealed class LeaseRenewal(SiloRecords records, SiloLease lease, FailoverOptions options, TimeProvider time)
{
    private readonly StoredSilo _stored = new();
    private Request? _request;
    private TimeSpan _next = TimeSpan.MinValue;
    private bool _mustRead;
    private bool _wasWritten;
    private long _beat;

    /// <summary>Whether the last request came to nothing.</summary>
    public bool IsBehind => _mustRead;

    /// <summary>Takes the answer that has come, and begins the next request when it is time.</summary>
    /// <param name="members">The silos that are active, this one among them or not.</param>
    /// <returns>What went wrong with the last request; null where nothing did, or none was answered.</returns>
    public Exception? Tick(SiloId[] members)
    {
        Exception? failure = null;
        if (_request is { Answer.IsCompleted: true } answered)
        {
            _request = null;
            failure = Conclude(answered);
        }

        var now = time.Monotonic();
        if (_request is null && now >= _next)
        {
            _next = now + options.RenewalPeriod;
            _request = _mustRead ? new Request(records.ReadAsync(lease.Self, _stored), null, now) : Renew(members, now);
        }

        return failure;
    }

    /// <summary>Writes that the silo has ended in order, once what is under way has been answered.</summary>
    public async Task LeaveAsync()
    {
        if (_request is { } request)
        {
            await request.Answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _mustRead |= !request.Answer.IsCompletedSuccessfully;
        }

        if (_mustRead)
        {
            await records.ReadAsync(lease.Self, _stored);
        }

        (_stored.State.IsGone, _stored.State.HasLeft) = (true, true);
        await records.WriteAsync(lease.Self, _stored);
    }

    private Request Renew(SiloId[] members, TimeSpan now)
    {
        lease.OnRenewing(members);
        _stored.State.Beat = ++_beat;
        _stored.State.Members = [.. members.Append(lease.Self).Distinct().Select(static silo => silo.Value)];
        return new Request(records.WriteAsync(lease.Self, _stored), members, now);
    }

    private Exception? Conclude(Request request)
    {
        if (request.Answer.Exception?.InnerException is { } failure)
        {
            _mustRead = true;
            if (failure is not InconsistentStateException)
            {
                return failure;
            }

            _next = TimeSpan.MinValue;
        }
        else if (request.Members is { } members)
        {
            _wasWritten = true;
            lease.OnRenewed(members, request.Started);
        }
        else
        {
            OnRead();
        }

        return null;
    }

    /// <summary>A record that is gone, or that somebody has taken away, is that of a silo that was declared lost.</summary>
    private void OnRead()
    {
        if (_stored.State.IsGone || (_wasWritten && !_stored.RecordExists))
        {
            lease.GiveUp();
            return;
        }

        _mustRead = false;
        _beat = Math.Max(_beat, _stored.State.Beat);
        _next = TimeSpan.MinValue;
    }

    /// <summary>One under way.</summary>
    /// <param name="Answer">The answer to come.</param>
    /// <param name="Members">What is written; null for a request that reads.</param>
    /// <param name="Started">When it was sent.</param>
    private sealed record Request(Task Answer, SiloId[]? Members, TimeSpan Started);
}
