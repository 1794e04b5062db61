namespace Orleans.Runtime.Cluster;

/// <summary>Is told of every new view, one after another and in order.</summary>
internal interface IViewListener
{
    void OnViewChanged(ClusterView old, ClusterView view);
}
