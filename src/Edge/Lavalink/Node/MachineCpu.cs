using System.Buffers.Text;

namespace Fabric.Edge.Lavalink.Node;

/// <summary>Reads how much processor time was used. Linux alone tells it of the whole machine.</summary>
internal static class MachineCpu
{
    private const string Source = "/proc/stat";
    private const int Idle = 3;
    private const int IoWait = 4;

    /// <summary>The fields that do not count others' time twice: user nice system idle iowait irq softirq steal (proc(5)).</summary>
    private const int Fields = 8;

    /// <summary>Now.</summary>
    public static CpuReading Read()
    {
        var own = Environment.CpuUsage.TotalTime;
        try
        {
            var (busy, total) = Parse(File.Exists(Source) ? File.ReadAllBytes(Source) : []);
            return new CpuReading(own, busy, total);
        }
        catch (IOException)
        {
            return new CpuReading(own, 0, 0);
        }
    }

    /// <summary>The first line: <c>cpu  user nice system idle …</c>, in ticks since the machine started.</summary>
    internal static (long Busy, long Total) Parse(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("cpu "u8))
        {
            return default;
        }

        text = text["cpu "u8.Length..];
        var (busy, total) = (0L, 0L);
        for (var field = 0; field < Fields; field++)
        {
            text = text.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(text, out long ticks, out var length))
            {
                break;
            }

            total += ticks;
            busy += field is Idle or IoWait ? 0 : ticks;
            text = text[length..];
        }

        return (busy, total);
    }
}
