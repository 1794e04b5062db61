using System.Threading.Channels;

namespace Fabric.Discord.Gateway;

/// <summary>A timer that one task waits for and others set anew, ring at once, or end.</summary>
internal sealed class Alarm : IDisposable
{
    private readonly Channel<bool> _rung =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly ITimer _timer;

    public Alarm(TimeProvider time) =>
        _timer = time.CreateTimer(static state => ((Alarm)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Set(TimeSpan delay) => _timer.Change(delay, Timeout.InfiniteTimeSpan);

    public void Ring() => _rung.Writer.TryWrite(true);

    public void End() => _rung.Writer.TryComplete();

    /// <summary>True when it rings, false when it has ended.</summary>
    public async ValueTask<bool> WaitAsync() => await _rung.Reader.WaitToReadAsync() && _rung.Reader.TryRead(out _);

    public void Dispose() => _timer.Dispose();
}
