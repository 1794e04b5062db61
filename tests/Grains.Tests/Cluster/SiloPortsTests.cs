using System.Net;
using System.Net.Sockets;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class SiloPortsTests
{
    private readonly SiloPorts _ports = new();

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses_and_one_that_somebody_does_listen_on_does_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var place = (IPEndPoint)listener.LocalEndpoint;
        (await _ports.RefusesAsync(place, TestContext.Current.CancellationToken)).ShouldBeFalse();

        listener.Stop();

        (await _ports.RefusesAsync(place, TestContext.Current.CancellationToken)).ShouldBeTrue();
    }
}
