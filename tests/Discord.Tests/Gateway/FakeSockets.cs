using System.Net.WebSockets;
using System.Threading.Channels;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>Hands each connection to the test.</summary>
internal sealed class FakeSockets : IGatewaySocketFactory
{
    private readonly Channel<FakeSocket> _opened = Channel.CreateUnbounded<FakeSocket>();

    /// <summary>So many of the next attempts fail.</summary>
    public int FailuresLeft { get; set; }

    public int Attempts { get; private set; }

    public ValueTask<IGatewaySocket> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        Attempts++;
        if (FailuresLeft > 0)
        {
            FailuresLeft--;
            throw new WebSocketException("Nobody there.");
        }

        var socket = new FakeSocket(url);
        _opened.Writer.TryWrite(socket);
        return ValueTask.FromResult<IGatewaySocket>(socket);
    }

    public Task<FakeSocket> OpenedAsync() => _opened.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
}
