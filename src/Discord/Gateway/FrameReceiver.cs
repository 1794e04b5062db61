using System.Runtime.CompilerServices;

namespace Fabric.Discord.Gateway;

/// <summary>Puts whole gateway messages together from what a socket receives. Its buffers are reused for every message.</summary>
internal sealed class FrameReceiver(IGatewaySocket socket, GatewayCompression compression, int maxMessageBytes) : IDisposable
{
    private const int CompressedStep = 16 * 1024;
    private const int PlainStep = 4096;

    private readonly FrameBuffer _message = new(maxMessageBytes);
    private readonly IGatewayDecompressor? _decompressor = GatewayDecompressor.For(compression);
    private readonly byte[] _compressed = compression == GatewayCompression.None ? [] : new byte[CompressedStep];
    private volatile bool _isWaiting;

    /// <summary>Whether everything that arrived has been read and handled: nothing is there but what is still under way.</summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>The code of the close frame that ended the connection.</summary>
    public int? CloseCode { get; private set; }

    /// <summary>The next message, valid until the next call; null when the connection is over.</summary>
    /// <exception cref="InvalidDataException">Too large, or not decompressible.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        _message.Clear();
        while (true)
        {
            var inflate = _decompressor is not null;
            var buffer = inflate ? _compressed : _message.GetMemory(PlainStep);
            var received = await ReceivePieceAsync(buffer, cancellationToken);
            if (received.Kind == GatewaySocketMessage.Closed)
            {
                CloseCode = received.CloseCode;
                return null;
            }

            if (Take(received, inflate))
            {
                return _message.Written;
            }
        }
    }

    public void Dispose()
    {
        _decompressor?.Dispose();
        _message.Dispose();
    }

    /// <summary>Whether the message is complete.</summary>
    private bool Take(GatewaySocketReceive received, bool inflate)
    {
        if (!inflate)
        {
            _message.Advance(received.Count);
            return received.EndOfMessage;
        }

        if (received.Kind == GatewaySocketMessage.Text)
        {
            throw new InvalidDataException("A text message on a compressed connection.");
        }

        _decompressor!.Decompress(_compressed.AsMemory(0, received.Count), _message);
        return received.EndOfMessage && _decompressor.IsMessageComplete;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<GatewaySocketReceive> ReceivePieceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var pending = socket.ReceiveAsync(buffer, cancellationToken);
        if (pending.IsCompleted)
        {
            return await pending;
        }

        _isWaiting = true;
        try
        {
            return await pending;
        }
        finally
        {
            _isWaiting = false;
        }
    }
}
