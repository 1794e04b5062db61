using System.Text.Json;

namespace Fabric.Bench.Figures;

/// <summary>The figures as JSON: <c>{"figures":[{"name","value","unit","target","better":"lower|higher"}]}</c>.</summary>
internal sealed record FigureReport(IReadOnlyList<Figure> Figures)
{
    public static string Render(IReadOnlyList<Figure> figures) =>
        JsonSerializer.Serialize(new FigureReport(figures), FigureJsonContext.Default.FigureReport) + "\n";
}
