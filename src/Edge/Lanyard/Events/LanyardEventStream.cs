using System.Buffers;
using System.Threading.Channels;
using Fabric.Edge.Lanyard.Hub;
using Fabric.Edge.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Fabric.Edge.Lanyard.Events;

/// <summary>
/// One client that follows a user by server-sent events. Nothing waits for it but the newest presence: a client that does not keep up
/// misses those in between, and one that takes nothing for too long is cut off.
/// </summary>
internal sealed class LanyardEventStream(HttpContext context, WebSocketLimits limits, TimeProvider time) : IPresenceSubscriber, ISocket
{
    /// <summary>Proxies give up on what is silent for a minute or less.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private const long NotWriting = -1;

    private readonly CancellationToken _gone = context.RequestAborted;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
        SingleReader = true,
    });

    private PresenceUpdate? _newest;
    private ITimer? _timer;
    private long _writingSince = NotWriting;
    private bool _isKeepAliveDue;
    private bool _closing;

    /// <summary>Sends what is newer than the client has, until it leaves or the stream is closed.</summary>
    /// <param name="current">The presence as it was when the client began to follow.</param>
    /// <param name="known">The version that the client has; less than any for none.</param>
    public async Task RunAsync(PresenceUpdate current, long known)
    {
        await using var timer = _timer = time.CreateTimer(
            static stream => ((LanyardEventStream)stream!).OnTimer(), this, KeepAlive, KeepAlive);
        var output = context.Response.BodyWriter;
        var first = Volatile.Read(ref _newest) is { } newest && newest.Version > current.Version ? newest : current;
        if (first.Version > known)
        {
            LanyardEventText.Write(output, LanyardEventText.InitState, first);
            known = first.Version;
        }
        else
        {
            output.Write(LanyardEventText.Comment);
        }

        while (await FlushAsync() && !Volatile.Read(ref _closing))
        {
            await _wake.Reader.ReadAsync(_gone);
            known = Volatile.Read(ref _closing) ? known : WriteNews(known);
        }
    }

    /// <inheritdoc />
    public void Deliver(PresenceUpdate update, PresenceReach reach)
    {
        Volatile.Write(ref _newest, update);
        Wake();
    }

    /// <inheritdoc />
    public void Close(int code)
    {
        Volatile.Write(ref _closing, true);
        _timer?.Change(limits.CloseTimeout, Timeout.InfiniteTimeSpan);
        Wake();
    }

    private long WriteNews(long known)
    {
        if (Volatile.Read(ref _newest) is { } newest && newest.Version > known)
        {
            LanyardEventText.Write(context.Response.BodyWriter, LanyardEventText.PresenceUpdate, newest);
            known = newest.Version;
        }

        if (Interlocked.Exchange(ref _isKeepAliveDue, false))
        {
            context.Response.BodyWriter.Write(LanyardEventText.Comment);
        }

        return known;
    }

    /// <summary>Waits while the client does not read; false when it is gone.</summary>
    private async ValueTask<bool> FlushAsync()
    {
        Volatile.Write(ref _writingSince, time.GetTimestamp());
        var flushed = await context.Response.BodyWriter.FlushAsync(_gone);
        Volatile.Write(ref _writingSince, NotWriting);
        return !flushed.IsCompleted;
    }

    private void OnTimer()
    {
        var since = Volatile.Read(ref _writingSince);
        if (since != NotWriting && (Volatile.Read(ref _closing) || time.GetElapsedTime(since) >= limits.SendTimeout))
        {
            context.Abort();
            return;
        }

        Interlocked.Exchange(ref _isKeepAliveDue, true);
        Wake();
    }

    private void Wake() => _wake.Writer.TryWrite(true);
}
