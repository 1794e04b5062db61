using Fabric.Engine.Silo.Grains;
using Orleans;

namespace Fabric.Engine.Tests;

/// <summary>A client outside the silo: everything crosses a connection.</summary>
public sealed class ClientTests(ClientFixture cluster) : IClassFixture<ClientFixture>
{
    private IClusterClient Client => cluster.Client;

    [Fact]
    public async Task Calls_cross_the_connection()
    {
        var echo = Client.GetGrain<IEchoGrain>("client");

        (await echo.EchoAsync("text")).ShouldBe("text");
        (await echo.NullAsync()).ShouldBeNull();
        (await echo.KeyAsync()).ShouldBe("client");
        (await echo.EverythingAsync(new Everything { Text = "x", Shape = new Circle(2) })).Shape.ShouldBe(new Circle(2));
    }

    [Fact]
    public async Task Exceptions_cross_with_type_and_message()
    {
        var echo = Client.GetGrain<IEchoGrain>("client");

        (await Should.ThrowAsync<RefusedException>(() => echo.ThrowAsync("no", 7))).Code.ShouldBe(7);
        (await Should.ThrowAsync<InvalidOperationException>(() => echo.ThrowBeforeAwaitAsync("early"))).Message.ShouldBe("early");
    }

    [Fact]
    public async Task Client_and_silo_reach_the_same_activation()
    {
        var inside = cluster.Silo.GetGrain<IEchoGrain>("shared");

        (await Client.GetGrain<IEchoGrain>("shared").ActivationAsync()).ShouldBe(await inside.ActivationAsync());
    }

    [Fact]
    public async Task Calls_in_flight_are_answered_each_with_its_own()
    {
        var echo = Client.GetGrain<IEchoGrain>("many");

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(echo.EchoAsync));

        answers.ShouldBe(Enumerable.Range(0, 1000));
    }

    [Fact]
    public async Task A_large_argument_crosses_whole()
    {
        var bytes = new byte[3_000_000];
        Array.Fill(bytes, (byte)7, 0, 1_000_000);

        var back = await Client.GetGrain<IEchoGrain>("large").EverythingAsync(new Everything { Text = "large", Bytes = bytes });

        back.Bytes.ShouldBe(bytes);
    }

    [Fact]
    public async Task A_client_of_another_cluster_is_not_let_in()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        var start = ClientFixture.StartClientAsync(cluster.GatewayPort, "another", patience.Token);

        // One engine refuses at once, the other tries for minutes: neither connects.
        await Task.WhenAny(start, Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System));
        start.IsCompletedSuccessfully.ShouldBeFalse();
    }
}
