using System.Net;
using Fabric.Testing;
using Orleans.Runtime;
using Orleans.Runtime.Cluster;
using Orleans.Runtime.Messaging;
using Orleans.Streams;
using StandInCodecs = Orleans.StandIn.Codecs;

namespace Fabric.Standin.Tests.Messaging;

/// <summary>Which gateway a client's streams come over. The links are not opened: they keep what is sent, and the test answers.</summary>
public sealed class ClientStreamsTests
{
    private readonly StreamHub _hub = new();
    private readonly OutboundLink _first = NewLink();
    private readonly OutboundLink _second = NewLink();
    private readonly ClientStreams _streams;
    private OutboundLink[] _usable;

    public ClientStreamsTests()
    {
        _usable = [_first, _second];
        _streams = new ClientStreams("client", () => _usable, new SystemTargets(GrainAssemblies.OfProcess), _hub, TimeProvider.System);
        _hub.Relay = _streams;
    }

    [Fact]
    public async Task A_home_that_breaks_just_before_an_item_leaves_is_replaced_by_one_that_is_told()
    {
        await ListenAsync();

        _first.Close("broken");
        _usable = [_second];
        _streams.Publish("stream", StandInCodecs.Get<int>(), 1).ShouldBeTrue();
        _second.PendingCount.ShouldBe(0, "an item is no telling");
        _streams.OnLinksChanged();

        _second.PendingCount.ShouldBe(1, "it is told what this client listens to");
    }

    [Fact]
    public async Task A_home_that_drains_is_told_to_deliver_no_more_once_another_delivers()
    {
        await ListenAsync();

        _first.OnFrame(null!, [(byte)FrameKind.Draining]);
        _usable = [_second];
        _streams.OnLinksChanged();
        _second.PendingCount.ShouldBe(1);
        _first.PendingCount.ShouldBe(0, "until then it is needed");
        Answer(_second);

        await Eventually.TrueAsync(() => _first.PendingCount == 1, "the gateway that drains to be told");
    }

    [Fact]
    public void An_item_without_any_gateway_is_refused()
    {
        _usable = [];

        Should.Throw<SiloUnavailableException>(() => _streams.Publish("stream", StandInCodecs.Get<int>(), 1));
    }

    private static OutboundLink NewLink() => new(new IPEndPoint(IPAddress.Loopback, 1), null, TimeProvider.System, new NoEvents());

    private static void Answer(OutboundLink link)
    {
        using var writer = MessageWriter.Rent();
        Frames.WriteResult(writer, 1, StandInCodecs.Get<NoResult>(), default);
        link.OnFrame(null!, writer.Written.Span);
    }

    private async Task ListenAsync()
    {
        var told = _hub.AddAsync(new Listened());
        _first.PendingCount.ShouldBe(1);
        Answer(_first);
        await told;
    }

    private sealed class Listened : IListenedStream
    {
        public string Key => "stream";

        public void Receive(ref MessageReader item) => throw new NotSupportedException();
    }

    private sealed class NoEvents : ILinkEvents
    {
        public void OnWelcome(OutboundLink link, SiloManifest manifest)
        {
        }

        public void OnLost(OutboundLink link, string reason)
        {
        }

        public void OnDraining(OutboundLink link)
        {
        }

        public void OnMoved(GrainId grain, SiloAddress? place)
        {
        }

        public void OnStreamItem(ref MessageReader reader)
        {
        }
    }
}
