namespace Fabric.Grains.Cluster;

/// <summary>Ends this process, without any more ado.</summary>
public interface IProcessEnd
{
    /// <summary>Ends it with a status that is not 0. It may not return.</summary>
    void End();
}
