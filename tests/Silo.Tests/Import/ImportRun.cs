namespace Fabric.Silo.Tests.Import;

/// <summary>What the command said, and how it ended.</summary>
internal sealed record ImportRun(int Status, string Output, string Errors)
{
    public static async Task<ImportRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var status = await ImportCommand.RunAsync(arguments, output, errors, isTerminal: false, TestContext.Current.CancellationToken);
        return new ImportRun(status, output.ToString(), errors.ToString());
    }
}
