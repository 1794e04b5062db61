using Orleans.Runtime.Cluster;
using Orleans.StandIn;
using Orleans.Streams;

namespace Orleans.Runtime.Messaging;

/// <summary>
/// A client's streams: one gateway, their home, knows what it listens to and passes the items on; when that one is lost, another is told.
/// </summary>
internal sealed class ClientStreams(string client, Func<IReadOnlyList<OutboundLink>> usable, SystemTargets targets, StreamHub hub, TimeProvider time)
    : IStreamRelay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();

    /// <summary>Changes only where the new one is told.</summary>
    private volatile OutboundLink? _home;
    private Task _telling = Task.CompletedTask;

    /// <summary>The gateway passes an item to every listener, this client's own included.</summary>
    public bool Publish<T>(string key, Codec<T> codec, T item)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteStreamItem(writer, key, codec, item);
        return Serving()?.TrySend(writer.Written.Span) == true
            ? true
            : throw new SiloUnavailableException("No gateway is connected: the item was not published.");
    }

    /// <summary>Tellings follow one another, so that the last one counts.</summary>
    public Task InterestChangedAsync()
    {
        lock (_lock)
        {
            return _telling = TellAfterAsync(_telling);
        }
    }

    public void OnItem(ref MessageReader reader)
    {
        Span<char> text = stackalloc char[StreamKey.Longest];
        var key = text[..StreamKey.Read(ref reader, text)];
        hub.Receive(key, ref reader);
    }

    /// <summary>A link came or went: where it was the streams' home, another becomes it.</summary>
    public void OnLinksChanged()
    {
        if (_home is { } home && !Serves(home) && hub.Listened.Count > 0)
        {
            _ = InterestChangedAsync();
        }
    }

    private static bool Serves(OutboundLink link) => link is { IsClosed: false, IsDraining: false };

    /// <summary>The home, or another gateway while that one does not serve.</summary>
    private OutboundLink? Serving() =>
        _home is { } home && Serves(home) ? home : usable() is [var first, ..] ? first : _home;

    private async Task TellAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var started = time.GetTimestamp();
        var left = new HashSet<OutboundLink>();
        while (true)
        {
            var old = _home;
            var home = _home = Serving();
            if (old is not null && old != home)
            {
                left.Add(old);
            }

            if (home is not null && await TryTellAsync(home, hub.Listened))
            {
                await LeaveAsync(left, home);
                return;
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                // The next link that comes or goes leads here again.
                throw new SiloUnavailableException("No gateway took this client's interest in streams.");
            }

            await Task.Delay(Pause, time);
        }
    }

    /// <summary>A gateway that drains, but still serves, must not deliver too.</summary>
    private async Task LeaveAsync(IEnumerable<OutboundLink> left, OutboundLink home)
    {
        foreach (var link in left.Where(link => link != home && !link.IsClosed))
        {
            await TryTellAsync(link, []);
        }
    }

    private async Task<bool> TryTellAsync(OutboundLink link, List<string> streams)
    {
        try
        {
            await targets.Reference<IStreamTarget>(link).SetClientInterestAsync(client, streams).WaitAsync(Patience, time);
            return true;
        }
        catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
        {
            return false;
        }
    }
}
