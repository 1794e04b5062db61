using System.Collections.Concurrent;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>
/// Asks for guild members (opcode 8) and follows the answers to their ends: within Discord's limits, a few at a time, again when an answer
/// is lost. The members themselves reach the sink as GUILD_MEMBERS_CHUNK events; a task returned here completes after the sink has taken the last.
/// </summary>
public sealed partial class GuildMemberRequester : IDisposable
{
    /// <summary>Users per request.</summary>
    public const int MaxUsersPerRequest = 100;

    /// <summary>How often a request is sent before a missing answer is an error.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Discord takes one request for all members per guild in this time.</summary>
    public static readonly TimeSpan AllMembersSpacing = TimeSpan.FromSeconds(30);

    /// <summary>How long the next chunk may take.</summary>
    public static readonly TimeSpan ChunkTimeout = TimeSpan.FromSeconds(15);

    private const int MaxForAllAtOnce = 4;
    private const int MaxForUsersAtOnce = 16;
    private const double ShortestRetrySeconds = 0.1;
    private const double LongestRetrySeconds = 3600;

    private static readonly TimeSpan WhileNotConnected = TimeSpan.FromSeconds(1);

    private readonly IGatewayCommandSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slotsForAll = new(MaxForAllAtOnce, MaxForAllAtOnce);
    private readonly SemaphoreSlim _slotsForUsers = new(MaxForUsersAtOnce, MaxForUsersAtOnce);
    private readonly CancellationTokenSource _disposed = new();
    private readonly ConcurrentDictionary<string, MemberRequest> _pending = new(StringComparer.Ordinal);
    private readonly AllMembersSchedule _schedule;
    private readonly string _noncePrefix;
    private long _lastNonce;

    internal GuildMemberRequester(IGatewayCommandSender sender, TimeProvider time, IRandomSource random, ILogger logger)
    {
        _sender = sender;
        _time = time;
        _logger = logger;
        _schedule = new AllMembersSchedule(time, AllMembersSpacing);
        Span<byte> prefix = stackalloc byte[4];
        random.Fill(prefix);
        _noncePrefix = Convert.ToHexString(prefix);
    }

    /// <summary>Every member of a guild: what a large guild needs after its GUILD_CREATE. Needs the Server Members intent.</summary>
    /// <param name="guildId">The guild.</param>
    /// <param name="withPresences">Also their presences; needs the Presence intent.</param>
    /// <param name="cancellationToken">Ends the wait; chunks under way still reach the sink.</param>
    /// <exception cref="TimeoutException">Discord did not answer <see cref="MaxAttempts"/> times.</exception>
    public Task<GuildMembersResult> RequestAllAsync(ulong guildId, bool withPresences, CancellationToken cancellationToken) =>
        RequestAsync(
            new RequestMembersPayload { GuildId = guildId, Query = "", Limit = 0, Presences = withPresences }, cancellationToken);

    /// <summary>Certain members of a guild.</summary>
    /// <param name="guildId">The guild.</param>
    /// <param name="userIds">Any number; sent in requests of a hundred.</param>
    /// <param name="withPresences">Also their presences; needs the Presence intent.</param>
    /// <param name="cancellationToken">Ends the wait; chunks under way still reach the sink.</param>
    /// <exception cref="TimeoutException">Discord did not answer <see cref="MaxAttempts"/> times.</exception>
    public async Task<GuildMembersResult> RequestUsersAsync(
        ulong guildId, IReadOnlyCollection<ulong> userIds, bool withPresences, CancellationToken cancellationToken)
    {
        var chunks = 0;
        List<ulong> notFound = [];
        foreach (var some in userIds.Chunk(MaxUsersPerRequest))
        {
            var request = new RequestMembersPayload { GuildId = guildId, UserIds = some, Limit = 0, Presences = withPresences };
            var result = await RequestAsync(request, cancellationToken);
            chunks += result.Chunks;
            notFound.AddRange(result.NotFound);
        }

        return new GuildMembersResult(chunks, notFound);
    }

    /// <summary>Cancels the requests under way. The semaphores stay usable, because these still have to leave them.</summary>
    public void Dispose() => _disposed.Cancel();

    /// <summary>Takes note of GUILD_MEMBERS_CHUNK and RATE_LIMITED.</summary>
    internal void Observe(GatewayDispatch dispatch)
    {
        if (dispatch.EventName is GatewayEventNames.RateLimited)
        {
            ObserveRateLimit(RateLimitedPayload.Read(dispatch.Data.Span));
        }
        else if (GuildMembersChunk.Read(dispatch.Data.Span) is { Nonce: { } nonce } chunk && _pending.TryGetValue(nonce, out var request))
        {
            request.OnChunk(chunk);
        }
    }

    private void ObserveRateLimit(RateLimitedPayload? limit)
    {
        if (limit is not { Opcode: GatewayOpcode.RequestGuildMembers, Meta: { } about })
        {
            return;
        }

        foreach (var (nonce, request) in _pending)
        {
            if (about.Nonce is null ? request.GuildId == about.GuildId : string.Equals(about.Nonce, nonce, StringComparison.Ordinal))
            {
                request.OnRateLimited(limit);
            }
        }
    }

    private async Task<GuildMembersResult> RequestAsync(RequestMembersPayload request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        for (var unanswered = 0; unanswered < MaxAttempts;)
        {
            var outcome = await TryRequestAsync(request, either.Token);
            if (outcome.Result is { } result)
            {
                return result;
            }

            if (outcome.RetryAfter is { } wait)
            {
                await Task.Delay(wait, _time, either.Token);
                continue;
            }

            unanswered++;
            LogUnanswered(request.GuildId, unanswered, MaxAttempts);
        }

        throw new TimeoutException($"Discord did not answer the member request for guild {request.GuildId} in {MaxAttempts} attempts.");
    }

    private async Task<Outcome> TryRequestAsync(RequestMembersPayload request, CancellationToken cancellationToken)
    {
        var isForAll = request.UserIds is null;
        if (isForAll)
        {
            await _schedule.WaitAsync(request.GuildId, cancellationToken);
        }

        var slots = isForAll ? _slotsForAll : _slotsForUsers;
        await slots.WaitAsync(cancellationToken);
        try
        {
            return await SendAndFollowAsync(request, cancellationToken);
        }
        catch (GatewayNotConnectedException)
        {
            if (isForAll)
            {
                _schedule.GiveBack(request.GuildId);
            }

            return new Outcome(null, WhileNotConnected);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<Outcome> SendAndFollowAsync(RequestMembersPayload request, CancellationToken cancellationToken)
    {
        var nonce = _noncePrefix + Interlocked.Increment(ref _lastNonce);
        var pending = new MemberRequest(request.GuildId);
        _pending[nonce] = pending;
        try
        {
            await _sender.SendAsync(GatewayCommands.RequestMembers(request with { Nonce = nonce }), cancellationToken);
            var limit = await FollowAsync(pending, cancellationToken);
            return new Outcome(pending.Result, limit is null ? null : RetryAfter(limit));
        }
        finally
        {
            _pending.TryRemove(nonce, out _);
        }
    }

    private TimeSpan RetryAfter(RateLimitedPayload limit)
    {
        LogRateLimited(limit.Meta!.GuildId, limit.RetryAfter);
        return TimeSpan.FromSeconds(Math.Clamp(limit.RetryAfter, ShortestRetrySeconds, LongestRetrySeconds));
    }

    /// <summary>Waits until the answer is complete or overdue (null), or Discord refuses it for now.</summary>
    private async Task<RateLimitedPayload?> FollowAsync(MemberRequest pending, CancellationToken cancellationToken)
    {
        while (pending.Result is null)
        {
            using var timeout = new CancellationTokenSource(ChunkTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                if (await pending.NextAsync(either.Token) is { } limit)
                {
                    return limit;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    [LoggerMessage(1060, LogLevel.Warning, "Discord did not answer the member request for guild {GuildId} (attempt {Attempt} of {MaxAttempts}).")]
    private partial void LogUnanswered(ulong guildId, int attempt, int maxAttempts);

    [LoggerMessage(1061, LogLevel.Information, "Discord wants the member request for guild {GuildId} again in {Seconds:0.0} s.")]
    private partial void LogRateLimited(ulong guildId, double seconds);

    /// <summary>Neither: no answer in time.</summary>
    private readonly record struct Outcome(GuildMembersResult? Result, TimeSpan? RetryAfter);
}
