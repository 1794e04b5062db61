using System.Text.RegularExpressions;

namespace Fabric.Architecture.Tests.Docs;

public sealed partial class LinkTests
{
    [Fact]
    public void Links_inside_the_repository_lead_somewhere()
    {
        var links = (
            from path in Repository.Files
            where path.EndsWith(".md", StringComparison.Ordinal)
            from match in Link().Matches(File.ReadAllText(Repository.PathOf(path))).Cast<Match>()
            let target = match.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#')
            select (path, target)).ToArray();

        links.ShouldNotBeEmpty();
        Rule.Holds(
            "Documents link to what is there.",
            links.Where(link => !Exists(link.path, link.target)).Select(link => $"{link.path}: {link.target}"));
    }

    private static bool Exists(string from, string target)
    {
        var path = Path.Combine(Repository.Root, Path.GetDirectoryName(from) ?? "", target.Split('#')[0]);
        return File.Exists(path) || Directory.Exists(path);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
