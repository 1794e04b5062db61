using System.Reflection;

namespace Fabric.Architecture.Tests;

/// <summary>Where the repository and its builds are.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = ["artifacts", "node_modules", ".git", "data"];

    public static string Root { get; } = Told("RepositoryRoot");

    public static string PackageRoot { get; } = Told("NuGetPackageRoot");

    public static string OrleansVersion { get; } = Told("OrleansVersion");

    /// <summary>Whether the product was built with the genuine engine.</summary>
    public static bool OnGenuineEngine { get; } = string.Equals(Told("OrleansEngine"), "packages", StringComparison.Ordinal);

    /// <summary>debug or release, in lower case: the flavour this very assembly was built in.</summary>
    private static string Flavour { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>The folder that holds what a project was built to.</summary>
    public static string OutputOf(string project) => Path.Combine(Root, "artifacts", "bin", project, Flavour);

    /// <summary>Every file of the repository that a person wrote, by its path from the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Walk(new DirectoryInfo(Root)).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name)).SelectMany(Walk));

    private static string Told(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(told => told.Key == key).Value!;
}
