using System.Text;
using Orleans.Runtime.Cluster;
using Orleans.StandIn;
using Orleans.Streams;

namespace Orleans.Runtime.Messaging;

/// <summary>A client's streams: one gateway knows what it listens to and passes the items on; when that one is lost, another is told.</summary>
internal sealed class ClientStreams(string client, ClientRuntime links, SystemTargets targets, StreamHub hub, TimeProvider time) : IStreamRelay
{
    private const int LongestKey = 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private OutboundLink? _home;
    private Task _telling = Task.CompletedTask;

    /// <summary>The gateway passes an item to every listener, this client's own included.</summary>
    public bool Publish<T>(string key, Codec<T> codec, T item)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteStreamItem(writer, key, codec, item);
        return Home()?.TrySend(writer.Written.Span) == true
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
        Span<char> text = stackalloc char[LongestKey];
        hub.Receive(text[..Encoding.UTF8.GetChars(reader.ReadBytes(), text)], ref reader);
    }

    /// <summary>A link came or went: where it was the streams' home, another becomes it.</summary>
    public void OnLinksChanged()
    {
        var home = _home;
        if (home is not null && (home.IsClosed || home.IsDraining) && hub.Listened.Count > 0)
        {
            _ = InterestChangedAsync();
        }
    }

    private OutboundLink? Home()
    {
        lock (_lock)
        {
            if (_home is null || _home.IsClosed || _home.IsDraining)
            {
                _home = links.Usable is [var first, ..] ? first : _home;
            }

            return _home;
        }
    }

    private async Task TellAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var started = time.GetTimestamp();
        while (true)
        {
            var old = _home;
            var home = Home();
            if (home is not null && await TryTellAsync(home, hub.Listened))
            {
                await LeaveAsync(old, home);
                return;
            }

            if (time.GetElapsedTime(started) > Patience)
            {
                // The next link that comes or goes leads here again.
                throw new SiloUnavailableException("No gateway took this client's interest in streams.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        }
    }

    /// <summary>A gateway that drains, but still serves, must not deliver too.</summary>
    private async Task LeaveAsync(OutboundLink? old, OutboundLink home)
    {
        if (old is not null && old != home && !old.IsClosed)
        {
            await TryTellAsync(old, []);
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
