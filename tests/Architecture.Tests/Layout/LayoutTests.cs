using Fabric.Architecture.Tests.Sources;

namespace Fabric.Architecture.Tests.Layout;

public sealed class LayoutTests
{
    /// <summary>Methods that may be longer than the ceiling, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongMethods = new(StringComparer.Ordinal);

    /// <summary>Files that may be longer than the ceiling, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new(StringComparer.Ordinal);

    private static readonly string[] Notes = ["TODO", "FIXME", "HACK", "XXX"];

    [Fact]
    public void A_file_holds_one_public_type() => Rule.Holds(
        "One public type per file.",
        SourceTree.Files.SelectMany(LayoutRules.PublicTypesBeyondTheFirst));

    [Fact]
    public void No_file_is_longer_than_the_ceiling() => Rule.Holds(
        $"A file has at most {LayoutRules.FileCeiling} lines.",
        SourceTree.Files.Where(file => !LongFiles.ContainsKey(file.Path)).SelectMany(LayoutRules.TooLong));

    [Fact]
    public void No_method_is_longer_than_the_ceiling() => Rule.Holds(
        $"A method has at most {LayoutRules.MethodCeiling} lines.",
        from file in SourceTree.Files
        from method in LayoutRules.Methods(file)
        where method.Lines > LayoutRules.MethodCeiling && !LongMethods.ContainsKey(method.Name)
        select $"{file.Path}: {method.Name} has {method.Lines}");

    [Fact]
    public void The_folder_is_the_namespace() => Rule.Holds(
        "Namespaces are file-scoped and follow the folders: Fabric.Project.Folder; the stand-in has Orleans'.",
        SourceTree.Files.SelectMany(LayoutRules.ForeignNamespaces));

    [Fact]
    public void Nothing_is_compiled_conditionally_or_folded_away() => Rule.Holds(
        "No #if, no #region.",
        SourceTree.Files.SelectMany(LayoutRules.Directives));

    [Fact]
    public void A_suppressed_warning_says_why() => Rule.Holds(
        "A suppression has its reason on the line.",
        SourceTree.Files.SelectMany(LayoutRules.SuppressionsWithoutReason));

    [Fact]
    public void No_code_is_commented_out() => Rule.Holds(
        "Code that is not needed is deleted.",
        SourceTree.Files.SelectMany(LayoutRules.CommentedOutCode));

    [Fact]
    public void Nothing_is_left_to_do() => Rule.Holds(
        "What is to be done is an issue, not a note in a file.",
        from path in Repository.Files
        where Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".targets" or ".sh" or ".md" or ".js" or ".mjs"
        where !path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal)
        from line in File.ReadLines(Repository.PathOf(path))
        where Notes.Any(note => line.Contains(note, StringComparison.Ordinal))
        select $"{path}: {line.Trim()}");
}
