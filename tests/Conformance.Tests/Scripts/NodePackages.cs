using System.Diagnostics;
using System.Reflection;

namespace Fabric.Conformance.Tests.Scripts;

/// <summary>The folder of the Node scripts, with their pinned packages installed. One for the whole run.</summary>
public sealed class NodePackages : IAsyncLifetime
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(3);

    /// <summary>Where package.json, the scripts and node_modules are.</summary>
    public static string Folder { get; } = typeof(NodePackages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "NodeFolder").Value!;

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(InstallTimeout, TimeProvider.System);
        using var install = Process.Start(new ProcessStartInfo(Path.Combine(Folder, "install.sh"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = install.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = install.StandardError.ReadToEndAsync(limit.Token);
        await install.WaitForExitAsync(limit.Token);
        if (install.ExitCode != 0)
        {
            throw new InvalidOperationException($"install.sh failed with {install.ExitCode}: {await output}{await errors}");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
