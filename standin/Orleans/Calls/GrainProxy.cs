using System.ComponentModel;
using Orleans.Runtime;

namespace Orleans.StandIn;

/// <summary>Base of generated proxies: hands a request to the engine that made the reference.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy : GrainReference
{
    internal IRequestSender Sender { get; set; } = null!;

    /// <summary>Sends a request and returns the task of its answer.</summary>
    protected Task<TResult> SendAsync<TResult>(GrainRequest<TResult> request)
    {
        request.CopyArguments();
        request.Target = GrainId;
        Sender.Send(request);
        return request.Task;
    }

    /// <summary>Sends a request that nobody waits for.</summary>
    protected void SendOneWay<TResult>(GrainRequest<TResult> request)
    {
        request.CopyArguments();
        request.Target = GrainId;
        request.IsOneWay = true;
        Sender.Send(request);
    }
}
