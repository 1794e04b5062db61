using System.Net;
using Fabric.Storage.Postgres;

namespace Fabric.Storage.Tests.Postgres;

public sealed class RouteToServerTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("/var/run/postgresql")]
    [InlineData("127.0.0.1:5433,db2:5434")]
    public void A_server_on_this_machine_is_reached_from_loopback(string hosts) =>
        RouteToServer.FindLocalAddress(hosts, 5432).ShouldBe(IPAddress.Loopback);

    [Fact]
    public void A_server_whose_name_is_not_known_leaves_loopback() =>
        RouteToServer.FindLocalAddress("no-such-host.invalid", 5432).ShouldBe(IPAddress.Loopback);
}
