using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Lavalink.Node;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>What all sockets work with.</summary>
internal sealed record LavalinkSocketServices(
    ILavalinkCluster Cluster, SessionStats Stats, LavalinkSocketSettings Settings, TimeProvider Time, ILogger<LavalinkSocket> Logger);
