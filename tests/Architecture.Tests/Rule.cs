namespace Fabric.Architecture.Tests;

/// <summary>How a broken rule is told: all its violations, one per line.</summary>
internal static class Rule
{
    public static void Holds(string rule, IEnumerable<string> violations)
    {
        var found = violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (found.Length > 0)
        {
            Assert.Fail($"{rule}\n  {string.Join("\n  ", found)}");
        }
    }
}
