namespace Fabric.Architecture.Tests.Sources;

/// <summary>The C# files of the repository.</summary>
internal static class SourceTree
{
    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. Repository.Files
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => new SourceFile(path, File.ReadAllText(Repository.PathOf(path)))),
    ];

    public static IEnumerable<SourceFile> In(params string[] areas) => Files.Where(file => areas.Contains(file.Area));
}
