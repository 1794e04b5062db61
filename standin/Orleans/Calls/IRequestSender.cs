using Orleans.StandIn;

namespace Orleans.Runtime;

/// <summary>Takes requests to wherever their target lives.</summary>
internal interface IRequestSender
{
    void Send(GrainRequest request);
}
