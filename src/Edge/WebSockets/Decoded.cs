namespace Fabric.Edge.WebSockets;

/// <summary>One step of a <see cref="MessageDecoder" />.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">The payload of a message, ping or close, valid until the next step.</param>
/// <param name="CloseCode">The code to close with after a violation.</param>
internal readonly record struct Decoded(DecodedKind Kind, ReadOnlyMemory<byte> Payload = default, int CloseCode = 0)
{
    public static Decoded Incomplete => new(DecodedKind.Incomplete);

    public static Decoded Nothing => new(DecodedKind.Nothing);

    public static Decoded Close(ReadOnlyMemory<byte> payload) => new(DecodedKind.Close, payload);

    public static Decoded Violation(int closeCode) => new(DecodedKind.Violation, CloseCode: closeCode);
}
