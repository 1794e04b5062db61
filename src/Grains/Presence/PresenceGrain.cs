using Fabric.Abstractions;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Grains.State;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Grains.Presence;

/// <summary>
/// Owns one user's presence and the gateways that follow it. When its silo dies the next call activates it elsewhere from storage;
/// followers come back when the gateways renew their interest.
/// </summary>
[HashBasedPlacement]
[Reentrant]
public sealed partial class PresenceGrain : Grain, IPresenceGrain
{
    /// <summary>
    /// How long a caller is kept waiting for the store. A commit takes milliseconds, so one that takes this long is away or overloaded; and
    /// the callers' own limit (<see cref="CallTimeouts.Repeatable" />) leaves room for a slow silo.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private static readonly Task<ObservationOutcome> Durable = Task.FromResult<ObservationOutcome>(default);

    private readonly Guid _activation = Guid.NewGuid();
    private readonly IPersistentState<PresenceState> _stored;
    private readonly bool _showsTimes;
    private readonly LocalGateways _local;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CoalescedWrite _write;
    private readonly Followers _followers;
    private readonly IndexEntry _indexEntry;
    private readonly UserId _user;
    private PresenceSnapshot? _snapshot;
    private bool _isUnwritten;
    private bool _isLate;

    /// <summary>Made by the engine.</summary>
    public PresenceGrain(
        [PersistentState("presence", GrainStores.Default)] IPersistentState<PresenceState> stored,
        IOptions<PresenceOptions> options,
        PresenceIndexes indexes,
        LocalGateways local,
        TimeProvider time,
        ILogger<PresenceGrain> logger)
    {
        _stored = stored;
        _showsTimes = options.Value.ShowTimes;
        _local = local;
        _time = time;
        _logger = logger;
        _write = new CoalescedWrite(StoreAsync);
        _followers = new Followers(time);
        _user = PresenceKey.Parse(this.GetPrimaryKeyString());
        _indexEntry = new IndexEntry(indexes, _user);
    }

    private bool IsMonitored => _stored.State.Guilds.Count > 0 && !_stored.State.IsHidden;

    /// <inheritdoc />
    public Task<PresenceSnapshot?> GetAsync() => Task.FromResult(Snapshot());

    /// <inheritdoc />
    public Task<PresenceSnapshot?> FollowAsync(GatewayId gateway)
    {
        _followers.Add(gateway);
        return Task.FromResult(Snapshot());
    }

    /// <inheritdoc />
    public Task<EdgeEvent?> RenewAsync(GatewayId gateway, long knownVersion, bool isPresent)
    {
        _followers.Add(gateway);
        EdgeEvent? news = null;
        if (IsMonitored && _stored.State.Version > knownVersion)
        {
            news = new PresenceChanged(Snapshot()!);
        }
        else if (!IsMonitored && isPresent)
        {
            news = new PresenceEnded(_user, _stored.State.Version);
        }

        return Task.FromResult(news);
    }

    /// <inheritdoc />
    public Task UnfollowAsync(GatewayId gateway)
    {
        _followers.Remove(gateway);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<ObservationOutcome> ObserveAsync(PresenceObservation observation)
    {
        var wasIn = IsIn(observation.Guild);
        var wasSeen = PresenceTimes.IsSeen(_stored.State);
        var change = PresenceMachine.Apply(_stored.State, observation);
        _isUnwritten |= change != PresenceChange.None;
        if (!wasIn && IsIn(observation.Guild))
        {
            _indexEntry.Joined(observation.Guild);
        }
        else if (observation.Kind == ObservationKind.Left)
        {
            // Also one that was stored before: it may not have reached the index.
            _indexEntry.Left(observation.Guild);
        }

        var isNews = false;
        if (change is not (PresenceChange.None or PresenceChange.Stored))
        {
            PresenceTimes.Take(_stored.State, change, wasSeen, _time.GetUtcNow());
            isNews = !_stored.State.IsHidden;
        }

        if (isNews)
        {
            Renew();
        }

        var stored = change == PresenceChange.None && observation.Kind != ObservationKind.Left ? _write.WhenWrittenAsync() : _write.WriteAsync();
        return isNews || !stored.IsCompletedSuccessfully ? FinishAsync(stored, isNews) : Durable;
    }

    /// <inheritdoc />
    public async Task<Durability> ConfirmAsync(Guid activation)
    {
        if (activation != _activation)
        {
            return Durability.Lost;
        }

        var stored = _write.WhenWrittenAsync();
        await stored.EndAsync(Patience, _time);
        if (!stored.IsCompleted)
        {
            return Durability.Pending;
        }

        await stored;
        return Durability.Durable;
    }

    /// <inheritdoc />
    public async Task SetHiddenAsync(bool isHidden)
    {
        if (_stored.State.IsHidden == isHidden)
        {
            await _write.WhenWrittenAsync();
            return;
        }

        _stored.State.IsHidden = isHidden;
        _isUnwritten = true;
        Renew();
        var stored = _write.WriteAsync();
        await PublishAsync(_followers.Current());
        await stored;
    }

    /// <inheritdoc />
    public Task<Dictionary<string, string>?> GetKeyValuesAsync() => Task.FromResult(IsMonitored ? _stored.State.KeyValues ?? [] : null);

    /// <inheritdoc />
    public Task<KeyValueOutcome> PutAsync(string key, string value) =>
        ChangeKeyValuesAsync(values => KeyValueRules.CheckPut(values, key, value), values => values[key] = value);

    /// <inheritdoc />
    public Task<KeyValueOutcome> MergeAsync(Dictionary<string, string> pairs) => ChangeKeyValuesAsync(
        values => KeyValueRules.CheckMerge(values, pairs),
        values =>
        {
            foreach (var (key, value) in pairs)
            {
                values[key] = value;
            }
        });

    /// <inheritdoc />
    public Task<KeyValueOutcome> DeleteAsync(string key) => ChangeKeyValuesAsync(static _ => KeyValueOutcome.Done, values => values.Remove(key));

    /// <summary>Followers are told at once, and the caller when it is stored. What changes nothing is told to nobody.</summary>
    private async Task<KeyValueOutcome> ChangeKeyValuesAsync(
        Func<Dictionary<string, string>, KeyValueOutcome> check, Action<Dictionary<string, string>> change)
    {
        var values = _stored.State.KeyValues ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var outcome = IsMonitored ? check(values) : KeyValueOutcome.NotMonitored;
        if (outcome != KeyValueOutcome.Done)
        {
            return outcome;
        }

        var changed = new Dictionary<string, string>(values, StringComparer.Ordinal);
        change(changed);
        if (changed.Count == values.Count && changed.All(pair => values.TryGetValue(pair.Key, out var value) && value == pair.Value))
        {
            await _write.WhenWrittenAsync();
            return KeyValueOutcome.Done;
        }

        _stored.State.KeyValues = changed;
        _isUnwritten = true;
        Renew();
        var stored = _write.WriteAsync();
        await PublishAsync(_followers.Current());
        await stored;
        return KeyValueOutcome.Done;
    }

    /// <summary>The presence is another one from now on.</summary>
    private void Renew()
    {
        _stored.State.Version = PresenceVersion.After(_stored.State.Version, _time.GetUtcNow());
        _snapshot = null;
    }

    /// <summary>
    /// While a write is overdue nobody waits for it again: whoever asks to be told of its end does. A write refused because somebody else
    /// has written fails the call, which ends this activation.
    /// </summary>
    private async Task<ObservationOutcome> FinishAsync(Task stored, bool isNews)
    {
        if (isNews)
        {
            await PublishAsync(_followers.Current());
        }

        if (!_isLate)
        {
            await stored.EndAsync(Patience, _time);
            _isLate = !stored.IsCompleted;
        }

        if (stored.Exception?.InnerException is InconsistentStateException)
        {
            await stored;
        }

        return new ObservationOutcome(stored.IsCompletedSuccessfully ? Guid.Empty : _activation);
    }

    private async Task StoreAsync()
    {
        var unaware = _indexEntry.HasJoins ? await JoinIndexAsync() : [];
        var isUnwritten = _isUnwritten;
        _isUnwritten = false;
        try
        {
            var stored = isUnwritten ? _stored.WriteStateAsync() : Task.CompletedTask;
            await PublishAsync(unaware);
            await stored;
        }
        catch
        {
            _isUnwritten |= isUnwritten;
            throw;
        }

        await _indexEntry.LeaveAsync();
        _isLate = false;
    }

    /// <summary>Those who follow everybody and were not told of this user yet: they follow from now on.</summary>
    private async Task<GatewayId[]> JoinIndexAsync()
    {
        GatewayId[] ofEverybody = [];
        while (_indexEntry.HasJoins)
        {
            ofEverybody = await _indexEntry.JoinAsync();
        }

        var unaware = ofEverybody.Except(_followers.Current()).ToArray();
        foreach (var gateway in unaware)
        {
            _followers.Add(gateway);
        }

        return unaware;
    }

    /// <summary>Streams may lose messages, and gateways ask again every few seconds: what one is not told now it learns then.</summary>
    private async Task PublishAsync(GatewayId[] gateways)
    {
        if (gateways.Length == 0)
        {
            return;
        }

        EdgeEvent news = Snapshot() is { } snapshot
            ? new PresenceChanged(snapshot)
            : new PresenceEnded(_user, _stored.State.Version);
        foreach (var gateway in gateways)
        {
            try
            {
                if (!_local.TryTell(gateway, news))
                {
                    await this.GetStreamProvider(EdgeStreams.Provider).GetStream<EdgeEvent>(EdgeStreams.Of(gateway)).OnNextAsync(news);
                }
            }
#pragma warning disable CA1031 // Whatever failed, the others are told and the state is stored.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogNotTold(exception, gateway, _user);
            }
        }
    }

    private PresenceSnapshot? Snapshot() =>
        IsMonitored ? _snapshot ??= new PresenceSnapshot(_user, _stored.State.Version, PresenceJson.Write(_stored.State, _showsTimes)) : null;

    private bool IsIn(GuildId guild) => _stored.State.Guilds.Contains(guild);

    [LoggerMessage(3003, LogLevel.Warning, "Gateway {Gateway} could not be told of user {User}; it learns of it when it asks again.")]
    private partial void LogNotTold(Exception exception, GatewayId gateway, UserId user);
}
