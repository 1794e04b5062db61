using System.Globalization;
using Fabric.Architecture.Tests.Sources;

namespace Fabric.Architecture.Tests.Logs;

public sealed class LogEventTests
{
    private const string Table = "docs/log-events.md";

    private static readonly string[] Direct = [".LogTrace(", ".LogDebug(", ".LogInformation(", ".LogWarning(", ".LogError(", ".LogCritical("];

    [Fact]
    public void An_event_has_an_id_of_its_own()
    {
        var events = SourceTree.Files.SelectMany(LogEvents.In).ToArray();

        Rule.Holds(
            "Event ids are a contract with operators: every [LoggerMessage] has one, and none is used twice.",
            events.Where(one => one.Id is null).Select(one => $"{one.At} has none")
                .Concat(events.Where(one => one.Id is not null).GroupBy(one => one.Id).Where(group => group.Count() > 1)
                    .Select(group => $"{group.Key}: {string.Join(", ", group.Select(one => one.At))}")));
    }

    [Fact]
    public void An_event_lies_in_the_range_of_its_area()
    {
        var ranges = Ranges().ToArray();

        ranges.ShouldNotBeEmpty();
        Rule.Holds(
            $"{Table} says which ids an area has.",
            from one in SourceTree.Files.SelectMany(LogEvents.In)
            where one.Id is not null
            let area = ranges.Where(range => one.Path.StartsWith(range.Folder, StringComparison.Ordinal)).MaxBy(range => range.Folder.Length)
            where one.Id < area.First || one.Id > area.Last || area.Folder is null
            select $"{one.At} has {one.Id}, its area {area.First} to {area.Last}");
    }

    [Fact]
    public void Ranges_do_not_overlap()
    {
        var ranges = Ranges().OrderBy(range => range.First).ToArray();

        ranges.Zip(ranges.Skip(1)).ShouldAllBe(pair => pair.First.Last < pair.Second.First);
    }

    [Fact]
    public void Nothing_is_logged_but_by_a_declared_event() => Rule.Holds(
        "[LoggerMessage] only.",
        from file in SourceTree.In("src", "standin")
        from call in Direct
        where file.Text.Contains(call, StringComparison.Ordinal)
        select $"{file.Path}: {call}");

    [Theory]
    [InlineData("[LoggerMessage(1001, LogLevel.Warning, \"a\")] void A();", 1001)]
    [InlineData("[LoggerMessage(EventId = 7, Level = LogLevel.Warning)] void A();", 7)]
    [InlineData("[LoggerMessage(LogLevel.Warning, \"a\")] void A();", null)]
    public void Ids_are_read_however_they_are_given(string text, int? id) =>
        LogEvents.In(new SourceFile("src/A.cs", text)).Single().Id.ShouldBe(id);

    /// <summary>Rows of the form <c>| 1000–1099 | `src/Discord` | what |</c>.</summary>
    private static IEnumerable<(int First, int Last, string Folder)> Ranges() =>
        from line in File.ReadLines(Repository.PathOf(Table))
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length > 3 && cells[1].Contains('–', StringComparison.Ordinal)
        let ends = cells[1].Split('–').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray()
        select (ends[0], ends[1], cells[2].Trim('`') + "/");
}
