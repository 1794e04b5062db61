using System.Globalization;
using Fabric.Edge.Composition;
using Fabric.Grains.Ingest;
using Fabric.Silo.Cluster;
using Fabric.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Fabric.Silo;

/// <summary>Tells whoever started the process what to try.</summary>
internal sealed class Welcome(
    IEnumerable<EdgeListener> listeners,
    BotRegistry bots,
    IStorageStartup storage,
    IConfiguration configuration,
    IOptions<ClusterOptions> cluster,
    IServiceProvider services)
{
    public void Print(TextWriter output, TimeSpan startTime)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Fabric is ready after {startTime.TotalSeconds:0.0} s."));
        foreach (var listener in listeners)
        {
            PrintListener(output, listener);
        }

        output.WriteLine($"  data        {storage.Description}");
        var roles = SiloRoles.Read(configuration);
        if (services.GetService<ClusterEndpoints>() is { } endpoints)
        {
            output.WriteLine($"  silo        {endpoints.Silo} of cluster '{cluster.Value.ClusterId}', {string.Join(", ", roles)}");
        }

        if (bots.All.Count == 0 && roles.Contains(SiloRoles.Ingest, StringComparer.Ordinal))
        {
            output.WriteLine();
            output.WriteLine("No bot token is set, so nobody's presence is followed yet. Set one and start again:");
            output.WriteLine("  BOT_TOKEN=... ./run.sh      (Discord Developer Portal > your application > Bot > Reset Token;");
            output.WriteLine("                               switch on the Presence and the Server Members intent there)");
            output.WriteLine("  ./run.sh --demo             (no token needed: a fake Discord with lively users)");
        }
    }

    private static void PrintListener(TextWriter output, EdgeListener listener)
    {
        if (listener.Name == "Lanyard")
        {
            output.WriteLine($"  Lanyard     {listener.LocalUrl}");
            output.WriteLine($"              {listener.LocalUrl}v1/users/ID    a presence");
            output.WriteLine($"              {SocketUrl(listener)}           presences as they change");
            return;
        }

        if (listener.Name == "Lavalink")
        {
            output.WriteLine($"  Lavalink    {listener.LocalUrl}");
            return;
        }

        output.WriteLine($"  operations  {listener.LocalUrl}health/ready");
    }

    private static string SocketUrl(EdgeListener listener) => $"ws://{listener.LocalUrl.Authority}/socket";
}
