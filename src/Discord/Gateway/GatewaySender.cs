using System.Net.WebSockets;

namespace Fabric.Discord.Gateway;

/// <summary>Sends on one connection: one message at a time, within Discord's limits, never stuck on a dead peer.</summary>
internal sealed class GatewaySender(IGatewaySocket socket, TimeProvider time) : IDisposable
{
    public const int MaxPayloadBytes = 4096;

    /// <summary>A peer that takes nothing for so long is gone.</summary>
    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly SemaphoreSlim _socketTurn = new(1, 1);
    private readonly Lock _windowLock = new();
    private readonly OutboundWindow _window = new(time);

    /// <summary>Sends a caller's command, when the rate limit allows it.</summary>
    /// <exception cref="GatewayPayloadTooLargeException">Nothing was sent.</exception>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public async ValueTask SendCommandAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        ThrowIfTooLarge(payload);
        await _commands.WaitAsync(cancellationToken);
        try
        {
            while (Take(urgent: false) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
        finally
        {
            _commands.Release();
        }

        await WriteAsync(payload, cancellationToken);
    }

    /// <summary>Sends what the connection itself needs (heartbeat, identify, resume), out of the reserve where need be.</summary>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public async ValueTask SendUrgentAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        ThrowIfTooLarge(payload);
        Take(urgent: true);
        await WriteAsync(payload, cancellationToken);
    }

    public void Dispose()
    {
        _commands.Dispose();
        _socketTurn.Dispose();
    }

    private static void ThrowIfTooLarge(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > MaxPayloadBytes)
        {
            throw new GatewayPayloadTooLargeException(payload.Length);
        }
    }

    private TimeSpan Take(bool urgent)
    {
        lock (_windowLock)
        {
            return _window.TryTake(urgent);
        }
    }

    /// <summary>The caller's token only ends the wait for its turn: a send that is interrupted halfway breaks the connection.</summary>
    private async ValueTask WriteAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _socketTurn.WaitAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(SendTimeout, time);
        try
        {
            await socket.SendAsync(payload, timeout.Token);
        }
        catch (OperationCanceledException failure)
        {
            throw new WebSocketException("Discord took nothing within the time allowed.", failure);
        }
        finally
        {
            _socketTurn.Release();
        }
    }
}
