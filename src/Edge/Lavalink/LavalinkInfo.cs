using System.Buffers;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Protocol.Lavalink;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink;

/// <summary>What never changes while the process runs: <c>/version</c> and <c>/v4/info</c>, encoded once.</summary>
internal sealed class LavalinkInfo
{
    private const int AbbreviatedCommit = 8;

    public LavalinkInfo(IOptions<LavalinkOptions> options, LavalinkSources sources)
    {
        var json = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(json, new ServerInfo
        {
            Version = LavalinkVersion.Info,
            Git = new GitInfo("fabric", Commit(), ServerInfo.UnknownTime),
            Jvm = RuntimeInformation.FrameworkDescription,
            Lavaplayer = "fabric",
            SourceManagers = sources.Names,
            Filters = [.. FilterNames.All.Where(options.Value.IsFilterEnabled)],
        });
        Info = LavalinkAnswer.Of(json.WrittenMemory);
        Version = LavalinkAnswer.Of(Encoding.UTF8.GetBytes(LavalinkVersion.Text), "text/plain");
    }

    /// <summary>The answer to <c>/v4/info</c>.</summary>
    public LavalinkAnswer Info { get; }

    /// <summary>The answer to <c>/version</c>.</summary>
    public LavalinkAnswer Version { get; }

    /// <summary>Which the build wrote behind the version.</summary>
    private static string Commit()
    {
        var version = typeof(LavalinkInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+') is [_, { Length: >= AbbreviatedCommit } commit] ? commit[..AbbreviatedCommit] : "unknown";
    }
}
