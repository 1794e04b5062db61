using Fabric.Testing;

namespace Fabric.Silo.Tests.Support;

/// <summary>A start that has to fail: status 1, one line, and no trace of a stack anywhere.</summary>
internal static class Refusal
{
    public static async Task<string> OfAsync(FabricProcessOptions options)
    {
        await using var process = FabricProcess.Start(options);

        var status = await process.EndAsync();

        process.Output.Concat(process.Errors).ShouldNotContain(static line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        var line = process.Errors.ShouldHaveSingleItem();
        status.ShouldBe(1);
        return line;
    }
}
