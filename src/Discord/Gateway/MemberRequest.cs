using System.Threading.Channels;

namespace Fabric.Discord.Gateway;

/// <summary>One attempt at a member request, and what has come back. Fed by the reading loop, awaited by the requester.</summary>
internal sealed class MemberRequest(ulong guildId)
{
    private readonly Channel<RateLimitedPayload?> _news = Channel.CreateUnbounded<RateLimitedPayload?>();
    private readonly Lock _lock = new();
    private readonly HashSet<int> _seen = [];
    private readonly List<ulong> _notFound = [];

    public ulong GuildId => guildId;

    /// <summary>Null until every chunk has been seen.</summary>
    public GuildMembersResult? Result { get; private set; }

    public void OnChunk(GuildMembersChunk chunk)
    {
        lock (_lock)
        {
            if (!_seen.Add(chunk.Index))
            {
                return;
            }

            _notFound.AddRange(chunk.NotFound);
            if (_seen.Count >= chunk.Count)
            {
                Result = new GuildMembersResult(_seen.Count, [.. _notFound]);
            }
        }

        _news.Writer.TryWrite(null);
    }

    public void OnRateLimited(RateLimitedPayload limit) => _news.Writer.TryWrite(limit);

    /// <summary>Waits for a chunk (null) or a refusal.</summary>
    /// <exception cref="OperationCanceledException">Neither came in time.</exception>
    public ValueTask<RateLimitedPayload?> NextAsync(CancellationToken cancellationToken) => _news.Reader.ReadAsync(cancellationToken);
}
