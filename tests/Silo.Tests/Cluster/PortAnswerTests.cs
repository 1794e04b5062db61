using System.Net;
using System.Net.Sockets;
using Fabric.Silo.Cluster;

namespace Fabric.Silo.Tests.Cluster;

public sealed class PortAnswerTests
{
    [Fact]
    public async Task A_program_that_waits_for_the_first_word_is_there()
    {
        using var listener = Listen();

        (await IsThereAsync(listener)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_speaks_first_is_there()
    {
        using var listener = Listen();
        var asked = IsThereAsync(listener);
        using var accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await accepted.SendAsync(new byte[] { 1 }, TestContext.Current.CancellationToken);

        (await asked).ShouldBeTrue();
    }

    [Fact]
    public async Task A_forwarder_with_nobody_behind_it_is_not()
    {
        using var listener = Listen();
        var asked = IsThereAsync(listener);
        (await listener.AcceptSocketAsync(TestContext.Current.CancellationToken)).Dispose();

        (await asked).ShouldBeFalse();
    }

    [Fact]
    public async Task A_closed_port_is_not()
    {
        using var listener = Listen();
        var endPoint = (IPEndPoint)listener.LocalEndpoint;
        listener.Stop();

        (await PortAnswer.IsThereAsync(endPoint, TimeProvider.System, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Asking_can_be_given_up()
    {
        using var listener = Listen();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => PortAnswer.IsThereAsync((IPEndPoint)listener.LocalEndpoint, TimeProvider.System, stop.Token));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static Task<bool> IsThereAsync(TcpListener listener) =>
        PortAnswer.IsThereAsync((IPEndPoint)listener.LocalEndpoint, TimeProvider.System, TestContext.Current.CancellationToken);
}
