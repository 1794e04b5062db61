using System.Net;
using System.Net.Sockets;
using Fabric.Protocol;
using Fabric.Silo.Cluster;

namespace Fabric.Silo.Tests.Cluster;

public sealed class FreePortTests
{
    [Fact]
    public void A_port_that_was_set_is_taken_as_it_is()
    {
        using var port = new FreePort(IPAddress.Loopback, 11111, new Sequence());

        port.Number.ShouldBe(11111);
    }

    [Fact]
    public void One_in_use_is_passed_over_and_none_is_of_those_for_outgoing_connections()
    {
        using var first = new FreePort(IPAddress.Loopback, 0, new Sequence(0.5, 0.6, 0.7));
        using var second = new FreePort(IPAddress.Loopback, 0, new Sequence(0.5, 0.6, 0.7));

        second.Number.ShouldNotBe(first.Number);
        new[] { first.Number, second.Number }.ShouldAllBe(static port => port >= 20_000 && port < 32_768);
    }

    [Fact]
    public void It_is_free_once_this_is_disposed_of()
    {
        var port = new FreePort(IPAddress.Loopback, 0, new SystemRandomSource());
        port.Dispose();

        using var listener = new TcpListener(IPAddress.Loopback, port.Number);
        listener.Start();
    }

    [Fact]
    public void An_address_of_another_machine_is_no_matter_of_this()
    {
        using var port = new FreePort(IPAddress.Parse("192.0.2.1"), 0, new SystemRandomSource());

        port.Number.ShouldBePositive();
    }

    private sealed class Sequence(params double[] numbers) : IRandomSource
    {
        private int _next;

        public double NextDouble() => numbers[_next++];

        public void Fill(Span<byte> bytes) => throw new NotSupportedException();
    }
}
