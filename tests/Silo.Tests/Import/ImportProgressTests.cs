using Fabric.Silo.Import;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Import;

public sealed class ImportProgressTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public void Says_a_line_every_second_where_nobody_watches()
    {
        var progress = new ImportProgress(_output, isTerminal: false, _clock);

        for (var done = 1; done <= 5; done++)
        {
            progress.Report("stores", done, 5);
            _clock.Advance(TimeSpan.FromMilliseconds(400));
        }

        _output.ToString().ShouldBe("stores: 1 of 5\nstores: 4 of 5\nstores: 5 of 5\n");
    }

    [Fact]
    public void Draws_a_bar_on_a_terminal_and_writes_lines_above_it()
    {
        var progress = new ImportProgress(_output, isTerminal: true, _clock);

        progress.Report("stores", 1, 2);
        progress.Say("refused: x");
        progress.Report("stores", 2, 2);

        _output.ToString().ShouldBe(
            "\r[###############...............] stores: 1 of 2\rrefused: x                                     \n"
            + "\r[##############################] stores: 2 of 2\n");
    }

    [Fact]
    public void Says_nothing_without_output()
    {
        var progress = new ImportProgress(null, isTerminal: true, _clock);

        progress.Report("stores", 1, 1);
        progress.Say("refused: x");

        _output.ToString().ShouldBeEmpty();
    }
}
