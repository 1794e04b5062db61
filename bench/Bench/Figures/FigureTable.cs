using System.Globalization;
using System.Text;

namespace Fabric.Bench.Figures;

/// <summary>The figures as a table for the terminal.</summary>
internal static class FigureTable
{
    private static readonly string[] Heading = ["figure", "value", "unit", "target", "met"];

    public static string Render(IReadOnlyList<Figure> figures)
    {
        string[][] rows = [Heading, .. figures.Select(Row)];
        var widths = Enumerable.Range(0, Heading.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.AppendLine(Line(row, widths));
        }

        return table.ToString();
    }

    private static string[] Row(Figure figure) =>
    [
        figure.Name,
        Number(figure.Value),
        figure.Unit,
        figure.Target is { } target ? (figure.Better == Better.Lower ? "<= " : ">= ") + Number(target) : "",
        figure.Met switch { true => "yes", false => "NO", null => "" },
    ];

    private static string Line(string[] row, int[] widths) =>
        $"{row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])} {row[2].PadRight(widths[2])}  {row[3].PadRight(widths[3])}  {row[4]}"
            .TrimEnd();

    /// <summary>A value as it is shown.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
