using Fabric.Edge.Composition;
using Fabric.Grains.Cluster;

namespace Fabric.Silo.Cluster;

/// <summary>Ends the process with status 1, for its supervisor to start it again.</summary>
internal sealed class ProcessEnd(ProcessExit exit) : IProcessEnd
{
    /// <inheritdoc />
    public void End() => exit.Now();
}
