using System.Globalization;
using Fabric.Edge.Composition;
using Fabric.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Fabric.Gateway;

/// <summary>Tells whoever started the process where it listens.</summary>
internal sealed class Welcome(IEnumerable<EdgeListener> listeners, IStorageStartup storage, IOptions<ClusterOptions> cluster)
{
    public void PrintListening(TextWriter output)
    {
        foreach (var listener in listeners)
        {
            output.WriteLine(listener.Name == "Lanyard"
                ? $"  Lanyard     {listener.LocalUrl}"
                : $"  operations  {listener.LocalUrl}health/ready");
        }

        output.WriteLine($"  cluster     '{cluster.Value.ClusterId}' in {storage.Description}");
    }

    public static void PrintReady(TextWriter output, TimeSpan startTime) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The gateway is ready after {startTime.TotalSeconds:0.0} s."));
}
