using System.Text.Unicode;

namespace Fabric.Edge.WebSockets;

/// <summary>Takes messages and control frames from a client's bytes (RFC 6455 §5, with the limits and codes of lanyard.md §1.3).</summary>
internal sealed class MessageDecoder(WebSocketLimits limits) : IDisposable
{
    private readonly PooledBuffer _fragments = new();
    private WebSocketOpcode _fragmented;
    private bool _messageTaken;
    private bool _discarding;
    private ulong _skip;

    /// <summary>From now on everything but a close frame is skipped: the connection is being closed.</summary>
    public void Discard()
    {
        _discarding = true;
        _fragments.Dispose();
    }

    /// <summary>Takes one step.</summary>
    /// <param name="bytes">What has arrived and was not consumed: unmasked in place.</param>
    /// <param name="consumed">How many bytes of it are done with.</param>
    public Decoded Next(Memory<byte> bytes, out int consumed)
    {
        ForgetTakenMessage();
        if (_skip > 0)
        {
            return Skip(bytes.Length, out consumed);
        }

        consumed = 0;
        if (!FrameHeader.TryParse(bytes.Span, out var header))
        {
            return Decoded.Incomplete;
        }

        if (_discarding && (header.Opcode != WebSocketOpcode.Close || header.Length > FrameHeader.MaxControlPayload))
        {
            consumed = header.Size;
            _skip = header.Length;
            return Decoded.Nothing;
        }

        if (Violation(header) is { } code)
        {
            return Decoded.Violation(code);
        }

        return bytes.Length < header.Size + (int)header.Length ? Decoded.Incomplete : Take(header, bytes, out consumed);
    }

    /// <inheritdoc />
    public void Dispose() => _fragments.Dispose();

    private void ForgetTakenMessage()
    {
        if (_messageTaken)
        {
            _messageTaken = false;
            _fragments.Dispose();
        }
    }

    private Decoded Skip(int available, out int consumed)
    {
        consumed = (int)Math.Min(_skip, (ulong)available);
        _skip -= (ulong)consumed;
        return consumed == 0 ? Decoded.Incomplete : Decoded.Nothing;
    }

    private int? Violation(in FrameHeader header)
    {
        if (_discarding)
        {
            return null;
        }

        var mayBeUnmasked = header.Opcode == WebSocketOpcode.Pong && limits.TakesUnmaskedPongs;
        if (header.Reserved || !(header.Masked || mayBeUnmasked) || !Enum.IsDefined(header.Opcode))
        {
            return WebSocketCloseCode.ProtocolError;
        }

        return header.IsControl ? ControlViolation(header) : DataViolation(header);
    }

    private static int? ControlViolation(in FrameHeader header) =>
        header.Final && header.Length <= FrameHeader.MaxControlPayload ? null : WebSocketCloseCode.ProtocolError;

    private int? DataViolation(in FrameHeader header)
    {
        var continues = header.Opcode == WebSocketOpcode.Continuation;
        if (continues != (_fragmented != WebSocketOpcode.Continuation))
        {
            return WebSocketCloseCode.ProtocolError;
        }

        if (header.Opcode == WebSocketOpcode.Binary && !limits.TakesBinary)
        {
            return WebSocketCloseCode.UnsupportedData;
        }

        if (header.Length > (ulong)limits.MaxFrameBytes)
        {
            return WebSocketCloseCode.TooBig;
        }

        var whole = header.Final && !continues;
        if (!whole && (ulong)_fragments.Filled.Length + header.Length > (ulong)limits.MaxFragmentedMessageBytes)
        {
            return WebSocketCloseCode.TooBig;
        }

        return continues && !header.Final && header.Length == 0 ? WebSocketCloseCode.PolicyViolation : null;
    }

    private Decoded Take(in FrameHeader header, Memory<byte> bytes, out int consumed)
    {
        var payload = bytes.Slice(header.Size, (int)header.Length);
        consumed = header.Size + payload.Length;
        if (header.Masked)
        {
            FrameMask.Apply(payload.Span, header.Mask);
        }

        return header.Opcode switch
        {
            WebSocketOpcode.Ping => new Decoded(DecodedKind.Ping, payload),
            WebSocketOpcode.Pong => Decoded.Nothing,
            WebSocketOpcode.Close => TakeClose(payload),
            _ => TakeData(header, payload),
        };
    }

    private Decoded TakeClose(ReadOnlyMemory<byte> payload)
    {
        if (_discarding || payload.IsEmpty)
        {
            return Decoded.Close(payload);
        }

        if (payload.Length < sizeof(ushort))
        {
            return Decoded.Violation(WebSocketCloseCode.ProtocolError);
        }

        return Utf8.IsValid(payload.Span[sizeof(ushort)..]) ? Decoded.Close(payload) : Decoded.Violation(WebSocketCloseCode.InvalidData);
    }

    private Decoded TakeData(in FrameHeader header, Memory<byte> payload)
    {
        if (header.Final && header.Opcode != WebSocketOpcode.Continuation)
        {
            return TakeMessage(header.Opcode, payload);
        }

        if (header.Opcode != WebSocketOpcode.Continuation)
        {
            _fragmented = header.Opcode;
        }

        _fragments.Append(payload.Span);
        if (!header.Final)
        {
            return Decoded.Nothing;
        }

        var opcode = _fragmented;
        _fragmented = WebSocketOpcode.Continuation;
        _messageTaken = true;
        return TakeMessage(opcode, _fragments.Filled);
    }

    private static Decoded TakeMessage(WebSocketOpcode opcode, Memory<byte> payload) =>
        opcode == WebSocketOpcode.Text && !Utf8.IsValid(payload.Span)
            ? Decoded.Violation(WebSocketCloseCode.InvalidData)
            : new Decoded(DecodedKind.Message, payload);
}
