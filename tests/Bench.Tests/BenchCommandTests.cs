using System.Text.Json;
using Fabric.Bench.Figures;

namespace Fabric.Bench.Tests;

public sealed class BenchCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"fabric-bench-{Guid.NewGuid():N}");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Prints_a_table_and_writes_the_figures()
    {
        var status = await RunAsync("sample");

        status.ShouldBe(0);
        _output.ToString().ShouldBe(
            $"""
            one ...
              call, median: 2.5 µs
              done in 0 s
            two ...
              calls: 412,000 /s
              baseline: 0.125 µs
              done in 0 s
            figure          value unit  target      met
            call, median      2.5 µs    <= 3        yes
            calls         412,000 /s    >= 500,000  NO
            baseline        0.125 µs
            {Path.Combine(_folder, "sample.json")}

            """);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "sample.json")));
        var figures = report.RootElement.GetProperty("figures").EnumerateArray().Select(figure => figure.GetRawText()).ToArray();
        figures.Length.ShouldBe(3);
        Compact(figures[0]).ShouldBe("""{"name":"call, median","value":2.5,"unit":"µs","target":3,"better":"lower"}""");
        Compact(figures[1]).ShouldBe("""{"name":"calls","value":412000,"unit":"/s","target":500000,"better":"higher"}""");
        Compact(figures[2]).ShouldBe("""{"name":"baseline","value":0.125,"unit":"µs","target":null,"better":"lower"}""");
    }

    [Fact]
    public async Task Measures_some_parts_only_and_then_writes_no_report()
    {
        var status = await RunAsync("sample", "--only", "two");

        status.ShouldBe(0);
        _output.ToString().ShouldStartWith("two ...");
        _output.ToString().ShouldNotContain("call, median");
        Directory.Exists(_folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Refuses_a_part_that_does_not_exist()
    {
        var status = await RunAsync("sample", "--only", "two, three");

        status.ShouldBe(1);
        _errors.ToString().ShouldStartWith("sample has no part 'three'.");
        _output.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData]
    [InlineData("sample", "more")]
    [InlineData("sample", "--only")]
    public async Task Lists_the_names_when_it_does_not_know_what_is_asked(params string[] arguments)
    {
        var status = await RunAsync(arguments);

        status.ShouldBe(1);
        _errors.ToString().ShouldContain("sample       what the table looks like");
        _errors.ToString().ShouldContain("parts: one, two");
        Directory.Exists(_folder).ShouldBeFalse();
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Compact(string json) =>
        string.Concat(json.Split('\n').Select(line => line.Trim())).Replace("\": ", "\":", StringComparison.Ordinal)
            .Replace("\\u00B5", "µ", StringComparison.Ordinal);

    private Task<int> RunAsync(params string[] arguments) =>
        new BenchCommand([new SampleBenchmark()], _output, _errors, _folder).RunAsync(arguments, TestContext.Current.CancellationToken);

    private sealed class SampleBenchmark : IBenchmark
    {
        public string Name => "sample";

        public string Summary => "what the table looks like";

        public IReadOnlyList<string> Parts => ["one", "two"];

        public async Task MeasureAsync(BenchmarkRun run)
        {
            await run.MeasureAsync("one", static () => Task.FromResult<IEnumerable<Figure>>([new Figure("call, median", 2.5, "µs", 3, Better.Lower)]));
            await run.MeasureAsync("two", static () => Task.FromResult<IEnumerable<Figure>>(
            [
                new Figure("calls", 412_000, "/s", 500_000, Better.Higher),
                new Figure("baseline", 0.125, "µs", null, Better.Lower),
            ]));
        }
    }
}
