using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>How busy the processors were between two samples, at least 30 s apart and shared by everybody who asks; 0 before the second.</summary>
/// <param name="time">The clock.</param>
/// <param name="read">Reads what was used so far.</param>
internal sealed class CpuSampler(TimeProvider time, Func<CpuReading> read)
{
    /// <summary>How long a sample holds (lavalink.md §1.4).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private CpuStats _stats = new(Environment.ProcessorCount, 0, 0);
    private CpuReading? _last;
    private long _lastAt;

    /// <summary>As of the last sample.</summary>
    public CpuStats Sample()
    {
        lock (_gate)
        {
            var passed = time.GetElapsedTime(_lastAt);
            if (_last is not null && passed < Lifetime)
            {
                return _stats;
            }

            var now = read();
            if (_last is { } before)
            {
                _stats = _stats with
                {
                    SystemLoad = Share(now.MachineBusy - before.MachineBusy, now.MachineTotal - before.MachineTotal),
                    LavalinkLoad = Share((now.Own - before.Own).TotalSeconds, passed.TotalSeconds * _stats.Cores),
                };
            }

            (_last, _lastAt) = (now, time.GetTimestamp());
            return _stats;
        }
    }

    private static double Share(double part, double whole) => part / whole is var share && double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
}
