using System.Globalization;
using Fabric.Edge.Composition;
using Fabric.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Fabric.Gateway;

/// <summary>Tells whoever started the process where it listens.</summary>
internal sealed class Welcome(IEnumerable<EdgeListener> listeners, IStorageStartup storage, IOptions<ClusterOptions> cluster)
{
    public void Print(TextWriter output, TimeSpan startTime)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The gateway is ready after {startTime.TotalSeconds:0.0} s."));
        foreach (var listener in listeners)
        {
            output.WriteLine(listener.Name == "Operations"
                ? $"  operations  {listener.LocalUrl}health/ready"
                : $"  {listener.Name,-11} {listener.LocalUrl}");
        }

        output.WriteLine($"  cluster     '{cluster.Value.ClusterId}' in {storage.Description}");
    }
}
