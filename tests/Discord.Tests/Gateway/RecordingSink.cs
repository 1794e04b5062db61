using System.Text;
using System.Threading.Channels;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>Keeps what a shard told, as one line each, in order.</summary>
internal sealed class RecordingSink : IGatewayEvents
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    /// <summary>Run for each dispatch, before it is noted.</summary>
    public Func<GatewayDispatch, ValueTask>? OnDispatch { get; set; }

    public GatewayReady? LastReady { get; private set; }

    public List<GatewayStateChange> States { get; } = [];

    public ValueTask OnReadyAsync(GatewayReady ready, CancellationToken cancellationToken)
    {
        LastReady = ready;
        return NoteAsync("ready " + ready.Session.SessionId);
    }

    public ValueTask OnResumedAsync(CancellationToken cancellationToken) => NoteAsync("resumed");

    public async ValueTask OnDispatchAsync(GatewayDispatch dispatch, CancellationToken cancellationToken)
    {
        if (OnDispatch is { } handler)
        {
            await handler(dispatch);
        }

        await NoteAsync($"{dispatch.EventName} {dispatch.Sequence} {Encoding.UTF8.GetString(dispatch.Data.Span)}");
    }

    public ValueTask OnStateChangedAsync(GatewayStateChange change, CancellationToken cancellationToken)
    {
        lock (States)
        {
            States.Add(change);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask OnFatalAsync(GatewayFatalException fatal, CancellationToken cancellationToken) => NoteAsync("fatal " + fatal.Reason);

    /// <summary>The next thing told, other than states.</summary>
    public Task<string> ToldAsync() => _told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    private ValueTask NoteAsync(string line)
    {
        _told.Writer.TryWrite(line);
        return ValueTask.CompletedTask;
    }
}
