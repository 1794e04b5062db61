using Fabric.Edge.WebSockets;

namespace Fabric.Edge.Tests.WebSockets;

public sealed class WebSocketHandshakeTests
{
    [Fact]
    public void The_accept_key_is_that_of_the_rfcs_example()
    {
        WebSocketHandshake.AcceptKey("dGhlIHNhbXBsZSBub25jZQ==").ShouldBe("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
