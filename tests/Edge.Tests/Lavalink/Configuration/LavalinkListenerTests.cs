using Fabric.Edge.Lavalink.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class LavalinkListenerTests
{
    [Theory]
    [InlineData("youshallnotpass")]
    [InlineData("")]
    [InlineData("  ")]
    public void With_the_default_password_it_is_loopback_and_says_why(string password)
    {
        var listener = LavalinkListener.Of(new LavalinkOptions { Password = password });

        listener.Listener.Address.ShouldBe("127.0.0.1");
        listener.Listener.Port.ShouldBe(2333);
        listener.Warning.ShouldBe(
            "Lavalink listens on loopback only, because its password is the default one, which everybody knows: set lavalink.server.password "
            + "(or Edge:Lavalink:Password) to be reached from other machines, or server.address (or Edge:Lavalink:Address) to listen there all the same.");
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.0.2.7")]
    [InlineData("127.0.0.1")]
    public void An_address_that_is_set_wins_with_a_warning(string address)
    {
        var listener = LavalinkListener.Of(new LavalinkOptions { Address = address });

        listener.Listener.Address.ShouldBe(address);
        listener.Warning.ShouldBe(
            $"Lavalink listens on {address}, as is set, though its password is the default one, which everybody knows: set lavalink.server.password (or Edge:Lavalink:Password).");
    }

    [Theory]
    [InlineData(null, "*")]
    [InlineData("", "*")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    public void With_another_password_there_is_nothing_to_say(string? address, string expected)
    {
        var listener = LavalinkListener.Of(new LavalinkOptions { Password = "Youshallnotpass", Address = address, Port = 4000 });

        listener.Listener.Address.ShouldBe(expected);
        listener.Listener.Port.ShouldBe(4000);
        listener.Warning.ShouldBeNull();
    }
}
