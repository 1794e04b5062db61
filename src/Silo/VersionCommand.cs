using System.Reflection;
using System.Runtime.InteropServices;

namespace Fabric.Silo;

/// <summary><c>fabric --version</c>, which Lavalink's users know (lavalink.md §9.2).</summary>
internal static class VersionCommand
{
    /// <summary>The first argument that means this command.</summary>
    public const string Name = "--version";

    /// <summary>Prints what this program is; the exit status is 0.</summary>
    public static int Run(TextWriter output)
    {
        var informational = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var (version, commit) = informational.Split('+', 2) is [var before, var after] ? (before, after) : (informational, "unknown");
        output.WriteLine($"Fabric {version}");
        output.WriteLine($"  Commit        {commit}");
        output.WriteLine($"  Lavalink API  v4");
        output.WriteLine($"  Lanyard API   v1");
        output.WriteLine($"  Runtime       {RuntimeInformation.FrameworkDescription}");
        return 0;
    }
}
