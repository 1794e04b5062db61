using System.Collections.Concurrent;
using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Presence;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lanyard.Hub;

/// <summary>
/// Which clients of this process follow whom. The cluster is told of each user once, however many clients follow, and no sooner
/// than a while after the last one is gone that nobody does.
/// </summary>
internal sealed partial class PresenceHub : IPresenceObserver
{
    /// <summary>How long the interest in a user outlives the last client: reconnecting clients find the presence here.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(30);

    /// <summary>How many calls to the cluster are under way together when many users are asked for.</summary>
    private const int Parallelism = 128;

    private const string Everybody = "everybody";

    /// <summary>
    /// How long who subscribes is kept waiting for a cluster that does not answer yet. Clients that are closed come back at once, every tab of
    /// them: it is better to hold them.
    /// </summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(500);

    private readonly IPresenceFeed _feed;
    private readonly LanyardMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<PresenceHub> _logger;
    private readonly ConcurrentDictionary<UserId, FollowedUser> _users = new();
    private readonly SubscriberSet _everybody = new();
    private readonly RecentReads _reads = new();
    private readonly Lock _allGate = new();
    private Task<bool>? _all;

    public PresenceHub(IPresenceFeed feed, LanyardMetrics metrics, TimeProvider time, ILogger<PresenceHub> logger)
    {
        _feed = feed;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        feed.Attach(this);
        metrics.ShowGlobalSubscribers(() => _everybody.Count);
    }

    /// <summary>How many subscriptions clients hold here, to users and to everybody.</summary>
    public int Subscriptions => _everybody.Count + _users.Values.Sum(static user => user.Subscribers);

    /// <summary>
    /// The presence now; null for a user who is not monitored. Who is read again and again is followed, so that reads are answered here.
    /// </summary>
    public ValueTask<PresenceUpdate?> GetAsync(UserId user)
    {
        var isKnown = _users.TryGetValue(user, out var followed) && followed.IsCurrent;
        _metrics.OnLookup(isKnown);
        return isKnown ? new ValueTask<PresenceUpdate?>(followed!.Read()) : new ValueTask<PresenceUpdate?>(ReadAsync(user));
    }

    /// <summary>
    /// Has the owner asked about a user who is followed here, so that whoever has just changed something finds it here, whatever the stream's
    /// delay.
    /// </summary>
    public Task CatchUpAsync(UserId user) => _users.TryGetValue(user, out var followed) ? RefreshAsync(followed) : Task.CompletedTask;

    /// <summary>How many users are monitored.</summary>
    public Task<int> CountAsync() => _feed.CountAsync();

    /// <summary>
    /// Has the client told of the users' changes from now on, and answers with the presences of those who are monitored, as far as their
    /// owners answer: of the others it is told later. Waits a while for the first answer.
    /// </summary>
    /// <exception cref="TimeoutException">Of none the owner answered.</exception>
    public async Task<IReadOnlyList<PresenceUpdate>> SubscribeAsync(IReadOnlyList<UserId> users, IPresenceSubscriber subscriber)
    {
        var followed = users.Select(user => Enter(user, subscriber)).ToList();
        await KnowAsync(followed);
        await HoldAsync(() => Task.FromResult(followed.Count == 0 || followed.Exists(static user => user.IsCurrent)));
        return [.. followed.Select(static user => user.Told).OfType<PresenceUpdate>()];
    }

    /// <summary>Has the client told of everybody's changes from now on, and answers with all presences. Waits a while for the answer.</summary>
    /// <exception cref="TimeoutException">The cluster did not answer.</exception>
    public async Task<IReadOnlyList<PresenceUpdate>> SubscribeAllAsync(IPresenceSubscriber subscriber)
    {
        _everybody.Add(subscriber);
        await HoldAsync(FollowAllOnceAsync);
        return [.. _users.Values.Select(static user => user.Told).OfType<PresenceUpdate>()];
    }

    /// <summary>Ends a client's interest in users.</summary>
    public void Unsubscribe(IEnumerable<UserId> users, IPresenceSubscriber subscriber)
    {
        foreach (var user in users)
        {
            if (_users.TryGetValue(user, out var followed))
            {
                followed.Remove(subscriber);
            }
        }
    }

    /// <summary>Ends a client's interest in everybody.</summary>
    public void UnsubscribeAll(IPresenceSubscriber subscriber) => _everybody.Remove(subscriber);

    /// <inheritdoc />
    public void OnChanged(PresenceSnapshot snapshot)
    {
        if (!_users.TryGetValue(snapshot.User, out var followed) && !_everybody.IsEmpty)
        {
            followed = Enter(snapshot.User, null);
        }

        if (followed?.Change(snapshot) is { } clients)
        {
            _metrics.OnUpdate(clients);
        }
    }

    /// <inheritdoc />
    public void OnEnded(UserId user, long version)
    {
        if (_users.TryGetValue(user, out var followed))
        {
            followed.End(version);
        }
    }

    /// <summary>
    /// Renews all interest, takes what was missed, and gives up what nobody follows any more. To be called every few seconds. The parts go
    /// side by side: one that waits for a lost silo holds up no other.
    /// </summary>
    public Task ReconcileAsync(CancellationToken cancellation)
    {
        _reads.Forget();
        var released = _users.Values.Where(followed => followed.TryRelease(_time, Linger)).ToList();
        foreach (var followed in released)
        {
            _users.TryRemove(KeyValuePair.Create(followed.User, followed));
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation };
        return Task.WhenAll(
            _everybody.IsEmpty ? GiveUpAllAsync() : TryAsync(FollowAllAsync, Everybody),
            Parallel.ForEachAsync(released, options, async (followed, _) => await GiveUpAsync(followed)),
            TryAsync(() => CompareAsync(_users.Values), "what is followed"));
    }

    private async Task<PresenceUpdate?> ReadAsync(UserId user)
    {
        if (_reads.IsAgain(user))
        {
            var followed = Enter(user, null);
            await followed.KnownAsync(RefreshAsync);
            if (followed.IsCurrent)
            {
                return followed.Read();
            }
        }

        return await _feed.GetAsync(user) is { } snapshot ? new PresenceUpdate(snapshot) : null;
    }

    private async Task GiveUpAsync(FollowedUser followed)
    {
        await TryAsync(() => _feed.UnfollowAsync(followed.User), followed.User.ToString());

        // Somebody may have come back while the cluster was told: then it has to be told again.
        if (_users.TryGetValue(followed.User, out var again))
        {
            await RefreshAsync(again);
        }
    }

    private async Task CompareAsync(IEnumerable<FollowedUser> users)
    {
        var asked = new Dictionary<UserId, (FollowedUser Followed, int Mark)>();
        var known = new List<KnownPresence>();
        foreach (var followed in users)
        {
            known.Add(followed.Ask(out var mark));
            asked[followed.User] = (followed, mark);
        }

        if (known.Count == 0)
        {
            return;
        }

        var missed = await _feed.CompareAsync(known);
        var unanswered = missed.Unanswered.ToHashSet();
        var news = missed.News.ToLookup(static item => UserOf(item));
        foreach (var (user, (followed, mark)) in asked.Where(one => !unanswered.Contains(one.Key)))
        {
            followed.Learn(news[user].LastOrDefault(), mark);
        }

        if (unanswered.Count > 0)
        {
            LogUnanswered(unanswered.Count, known.Count);
        }
    }

    private static UserId UserOf(EdgeEvent news) => news switch
    {
        PresenceChanged changed => changed.Snapshot.User,
        PresenceEnded ended => ended.User,
        _ => throw new InvalidOperationException($"{news.GetType().Name} is about no user."),
    };

    private FollowedUser Enter(UserId user, IPresenceSubscriber? subscriber)
    {
        while (true)
        {
            var followed = _users.GetOrAdd(user, static (id, everybody) => new FollowedUser(id, everybody), _everybody);
            if (followed.TryAdd(subscriber))
            {
                return followed;
            }

            _users.TryRemove(KeyValuePair.Create(user, followed));
        }
    }

    private Task KnowAsync(List<FollowedUser> users)
    {
        if (users is [var only])
        {
            return only.KnownAsync(RefreshAsync);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism };
        return Parallel.ForEachAsync(users, options, (user, _) => new ValueTask(user.KnownAsync(RefreshAsync)));
    }

    private Task RefreshAsync(FollowedUser followed) => TryAsync(() => followed.RefreshAsync(_feed.FollowAsync), followed.User.ToString());

    /// <summary>Asks if nobody has, or nobody was answered; false when it is not answered.</summary>
    private async Task<bool> FollowAllOnceAsync()
    {
        Task<bool> asked;
        lock (_allGate)
        {
            asked = _all ??= TryAsync(FollowAllAsync, Everybody);
        }

        if (!await asked)
        {
            lock (_allGate)
            {
                _all = _all == asked ? null : _all;
            }
        }

        return await asked;
    }

    private async Task HoldAsync(Func<Task<bool>> isAnswered)
    {
        var began = _time.GetTimestamp();
        while (!await isAnswered())
        {
            if (_time.GetElapsedTime(began) >= WarmUp)
            {
                throw new TimeoutException("The cluster did not answer.");
            }

            await Task.Delay(WarmUpPause, _time);
        }
    }

    private async Task FollowAllAsync()
    {
        var users = await _feed.FollowAllAsync();
        await CompareAsync(users.Select(user => Enter(user, null)).Where(static followed => !followed.IsCurrent));
    }

    private async Task GiveUpAllAsync()
    {
        lock (_allGate)
        {
            if (_all is not { IsCompleted: true })
            {
                return;
            }

            _all = null;
        }

        await TryAsync(_feed.UnfollowAllAsync, Everybody);
        if (!_everybody.IsEmpty)
        {
            await TryAsync(FollowAllAsync, Everybody);
        }
    }

    /// <summary>The cluster not answering ends nobody's connection: the next reconciliation asks again, and clients are told then.</summary>
    private async Task<bool> TryAsync(Func<Task> call, string what)
    {
        try
        {
            await call();
            return true;
        }
#pragma warning disable CA1031 // Whatever the cluster's answer failed with, it is logged and asked for again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotReached(what, exception);
            return false;
        }
    }

    [LoggerMessage(1105, LogLevel.Warning, "The owners of {Unanswered} of {All} presences did not answer; they are asked again soon")]
    private partial void LogUnanswered(int unanswered, int all);

    [LoggerMessage(1101, LogLevel.Warning, "The cluster did not answer about {What}; asking again soon")]
    private partial void LogNotReached(string what, Exception exception);
}
