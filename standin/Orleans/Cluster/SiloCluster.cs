using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
using Orleans.Streams;

namespace Orleans.Runtime.Cluster;

/// <summary>What makes a silo one of several.</summary>
internal sealed class SiloCluster : IMembershipTarget
{
    private readonly SiloRuntime _silo;
    private readonly SystemTargets _targets;
    private readonly LocalSender _local;

    public SiloCluster(
        SiloRuntime silo,
        GrainClassMap classes,
        GrainAssemblies assemblies,
        IMembershipTable table,
        ILocalSiloDetails details,
        IOptions<ClusterOptions> cluster,
        IOptions<ClusterMembershipOptions> membership,
        StreamHub streams,
        ILoggerFactory loggers)
    {
        _silo = silo;
        silo.Cluster = this;
        classes.Elsewhere = name => Links?.TypeOf(name);
        streams.Relay = Streams = new SiloStreams(silo, this, streams);
        _targets = new SystemTargets(assemblies);
        _local = new LocalSender(_targets);
        Members = new ClusterMembers(silo.Time);
        Links = new SiloLinks(silo, this, classes.Manifest(assemblies), cluster.Value.ClusterId, loggers.CreateLogger<SiloLinks>());
        Directory = new GrainDirectory(silo, this, loggers.CreateLogger<GrainDirectory>());
        Placement = new PlacementDirector(silo.Address, Links);
        Router = new Router(silo, this);
        Agent = new MembershipAgent(table, details, membership.Value, this, silo.Time, loggers.CreateLogger<MembershipAgent>());
        Oracle = new SiloStatusOracle(details, Members);
        Traffic = new InboundTraffic(cluster.Value.ClusterId, silo, this, assemblies, loggers.CreateLogger<InboundTraffic>());

        // A view changes the links first: whoever acts on it sends over them.
        Members.Listen(Links);
        Members.Listen(Directory);
        Members.Listen(Traffic);
        Members.Listen(Streams);
        Members.Listen(Oracle);
        _targets.Add<IDirectoryTarget>(Directory);
        _targets.Add<IStreamTarget>(Streams);
        _targets.Add<IMembershipTarget>(this);
    }

    public ClusterMembers Members { get; }

    public SiloLinks Links { get; }

    public GrainDirectory Directory { get; }

    public PlacementDirector Placement { get; }

    public Router Router { get; }

    public MembershipAgent Agent { get; }

    public SiloStatusOracle Oracle { get; }

    public SiloStreams Streams { get; }

    public InboundTraffic Traffic { get; }

    /// <summary>A system target of a silo, this one included.</summary>
    public TInterface Target<TInterface>(SiloAddress silo)
        where TInterface : class =>
        _targets.Reference<TInterface>(silo.Equals(_silo.Address) ? _local : new SystemSender(_silo, Links.To(silo)));

    public void Run(StandIn.GrainRequest request) => _targets.Run(request);

    /// <summary>Reads the membership table unless the view is of a version already.</summary>
    public Task ReadTableAsync(long version) => Agent.ReadAsync(version);

    public Task<int> ProbeAsync() => Task.FromResult(_silo.Catalog.Count);

    public Task ChangedAsync(long version) => ReadTableAsync(version);

    private sealed class LocalSender(SystemTargets targets) : IRequestSender
    {
        public void Send(StandIn.GrainRequest request) => targets.Run(request);
    }

    /// <summary>Gives requests between silos their time.</summary>
    private sealed class SystemSender(SiloRuntime silo, OutboundLink link) : IRequestSender
    {
        public void Send(StandIn.GrainRequest request)
        {
            request.Deadline = silo.DeadlineOf(request);
            link.Send(request);
        }
    }
}
