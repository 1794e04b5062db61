using Fabric.Edge.Lavalink.Configuration;

namespace Fabric.Edge.Lavalink;

/// <summary>The sources that clients are told of, in the order in which they are asked, <c>http</c> last (lavalink.md §2.3).</summary>
/// <param name="Names">Their names.</param>
public sealed record LavalinkSources(IReadOnlyList<string> Names)
{
    /// <summary>Those that there are and that are switched on.</summary>
    public static LavalinkSources Of(LavalinkOptions options) =>
        new([.. options.Sources.Local ? ["local"] : Array.Empty<string>(), .. options.Sources.Http ? ["http"] : Array.Empty<string>()]);
}
