using System.Globalization;

namespace Fabric.Silo.Import;

/// <summary>Shows how far an import is: a bar where somebody watches a terminal, else a line every second. Shows nothing without output.</summary>
internal sealed class ImportProgress(TextWriter? output, bool isTerminal, TimeProvider time)
{
    private const int Cells = 30;

    private readonly TimeSpan _period = isTerminal ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1);
    private long? _shownAt;
    private int _shownLength;

    /// <summary>So many of all are done. The last of a phase is always shown.</summary>
    public void Report(string phase, long done, long total)
    {
        if (output is null || (done < total && _shownAt is { } at && time.GetElapsedTime(at) < _period))
        {
            return;
        }

        _shownAt = time.GetTimestamp();
        var line = string.Create(CultureInfo.InvariantCulture, $"{phase}: {done} of {total}");
        if (!isTerminal)
        {
            output.WriteLine(line);
            return;
        }

        var full = total == 0 ? Cells : (int)(done * Cells / total);
        Redraw($"[{new string('#', full)}{new string('.', Cells - full)}] {line}");
        if (done == total)
        {
            EndBar();
        }
    }

    /// <summary>A line of its own, above the bar.</summary>
    public void Say(string line)
    {
        if (_shownLength > 0)
        {
            Redraw(line);
            EndBar();
        }
        else
        {
            output?.WriteLine(line);
        }
    }

    private void Redraw(string text)
    {
        output?.Write($"\r{text.PadRight(_shownLength)}");
        _shownLength = text.Length;
    }

    private void EndBar()
    {
        output?.WriteLine();
        (_shownLength, _shownAt) = (0, null);
    }
}
