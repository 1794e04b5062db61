using Orleans;

namespace Fabric.Engine.Tests;

/// <summary>An engine under test, alone or a cluster: where the contract's calls enter.</summary>
public interface IEngine
{
    /// <summary>The way in.</summary>
    IClusterClient Client { get; }
}
