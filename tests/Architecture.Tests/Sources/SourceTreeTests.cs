namespace Fabric.Architecture.Tests.Sources;

public sealed class SourceTreeTests
{
    [Fact]
    public void Every_area_is_seen() =>
        SourceTree.Files.Select(file => file.Area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["bench", "src", "standin", "tests"]);

    [Fact]
    public void The_parser_understands_every_file() => Rule.Holds(
        "Rules that read the source see nothing in a file that does not parse.",
        SourceTree.Files.SelectMany(file => file.Root.GetDiagnostics().Select(diagnostic => $"{file.Path}: {diagnostic.GetMessage()}")));
}
