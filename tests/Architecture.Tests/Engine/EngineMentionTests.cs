using System.Text.RegularExpressions;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>Which of the two engines is in use is known to one MSBuild file; nothing else may depend on it.</summary>
public sealed partial class EngineMentionTests
{
    /// <summary>The stand-in itself, what tests it or looks at it, and what explains or runs the choice.</summary>
    private static readonly string[] MayKnow =
    [
        "standin/", "tests/Standin.Tests/", "tests/Architecture.Tests/",
        "build/", "docs/", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "run.sh", "test.sh", "bench.sh",
        ".editorconfig", "Directory.Build.targets", "Directory.Packages.props", "Fabric.sln",
    ];

    [Fact]
    public void Nothing_else_mentions_which_engine_is_in_use() => Rule.Holds(
        "No file outside standin/ and build/OrleansEngine.targets may know of the stand-in (scripts and documents explain it).",
        from path in Repository.Files
        where !MayKnow.Any(known => path.StartsWith(known, StringComparison.Ordinal))
        from line in File.ReadLines(Repository.PathOf(path))
        where Mention().IsMatch(line)
        select $"{path}: {line.Trim()}");

    [Fact]
    public void Experimental_parts_of_Orleans_are_allowed_in_one_file() => Rule.Holds(
        "ORLEANSEXP… is suppressed in build/OrleansEngine.targets, by name, or the API is not used.",
        from path in Repository.Files
        where !path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal) && path != "build/OrleansEngine.targets"
        where Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".targets" or ".editorconfig"
        from line in File.ReadLines(Repository.PathOf(path))
        where line.Contains("ORLEANSEXP", StringComparison.Ordinal)
        select $"{path}: {line.Trim()}");

    [GeneratedRegex(@"OrleansEngine|\b[Ss]tand-?[Ii]n\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();
}
