using System.Globalization;

namespace Fabric.Edge.Metrics;

/// <summary>What Linux tells of this process under <c>/proc/self</c> (proc(5)); elsewhere nothing.</summary>
/// <param name="VirtualBytes">Its address space (<c>VmSize</c>).</param>
/// <param name="ResidentBytes">What of that is in memory (<c>VmRSS</c>).</param>
/// <param name="Threads">Its threads, whoever started them.</param>
internal sealed record ProcessStatus(long? VirtualBytes, long? ResidentBytes, long? Threads)
{
    private const long Kibi = 1024;
    private const string OpenFiles = "Max open files";

    /// <summary>Now.</summary>
    public static ProcessStatus Read() => Parse(ReadText("/proc/self/status"));

    /// <summary>How many files it may have open; null where there is no bound, or none is told.</summary>
    public static long? ReadMaxFiles() => ParseMaxFiles(ReadText("/proc/self/limits"));

    /// <summary>How many files it has open, sockets among them.</summary>
    public static long? CountFiles()
    {
        const string source = "/proc/self/fd";
        try
        {
            // One of them is this listing's own.
            return Directory.Exists(source) ? Directory.EnumerateFileSystemEntries(source).LongCount() - 1 : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Lines of <c>key:&#9;value</c>; sizes in kibibytes with <c> kB</c> behind.</summary>
    internal static ProcessStatus Parse(string text)
    {
        return new ProcessStatus(Value("VmSize:", " kB") * Kibi, Value("VmRSS:", " kB") * Kibi, Value("Threads:", ""));

        long? Value(string key, string unit)
        {
            var line = Line(text, key);
            return line.EndsWith(unit, StringComparison.Ordinal) ? Number(line[..^unit.Length]) : null;
        }
    }

    /// <summary>The soft limit, which stands first: <c>Max open files  1024  1048576  files</c>.</summary>
    internal static long? ParseMaxFiles(string text) =>
        Line(text, OpenFiles).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..] ? Number(soft) : null;

    private static string Line(string text, string key) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line ? line[key.Length..].Trim() : "";

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string ReadText(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
