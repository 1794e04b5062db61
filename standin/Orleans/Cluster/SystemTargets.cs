using Orleans.StandIn;

namespace Orleans.Runtime.Cluster;

/// <summary>
/// The silos' calls to each other: plain objects, one of a kind in each silo, whose methods run where the request arrives, without
/// activation or turns. They answer quickly or asynchronously.
/// </summary>
internal sealed class SystemTargets(GrainAssemblies assemblies)
{
    private const string Prefix = "sys.";

    private readonly Dictionary<GrainType, object> _targets = [];

    /// <summary>Before the first request.</summary>
    public void Add<TInterface>(TInterface target)
        where TInterface : class => _targets.Add(TypeOf<TInterface>(), target);

    public static bool IsSystem(GrainType type) => type.AsSpan().StartsWith("sys."u8);

    /// <summary>A reference to a target of the silo or gateway behind a sender.</summary>
    public TInterface Reference<TInterface>(IRequestSender sender)
        where TInterface : class
    {
        var proxy = assemblies.ProxyFactory(typeof(TInterface))();
        proxy.Sender = sender;
        proxy.GrainId = new GrainId(TypeOf<TInterface>(), IdSpan.Create(Prefix));
        return (TInterface)(object)proxy;
    }

    public void Run(GrainRequest request)
    {
        if (!_targets.TryGetValue(request.Target.Type, out var target))
        {
            request.Fail(new OrleansMessageRejectionException($"This process has no system target '{request.Target.Type}'."));
            return;
        }

        Task task;
        try
        {
            task = request.InvokeAsync(target);
        }
#pragma warning disable CA1031 // Whatever the target throws is the caller's answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            task = Task.FromException(exception);
        }

        if (task.IsCompleted)
        {
            request.Complete(task);
        }
        else
        {
            _ = FinishLaterAsync(request, task);
        }
    }

    private static async Task FinishLaterAsync(GrainRequest request, Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        request.Complete(task);
    }

    private GrainType TypeOf<TInterface>() => GrainType.Create(assemblies.NameOf(typeof(TInterface)));
}
