namespace Fabric.Architecture.Tests.Engine;

/// <summary>standin/api-in-use.txt: the part of Orleans' API that the project uses.</summary>
internal static class ApiList
{
    public const string Path = "standin/api-in-use.txt";

    public static IReadOnlySet<string> Lines { get; } = File.ReadLines(Repository.PathOf(Path))
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .ToHashSet(StringComparer.Ordinal);
}
