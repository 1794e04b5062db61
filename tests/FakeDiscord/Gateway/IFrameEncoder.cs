namespace Fabric.FakeDiscord.Gateway;

/// <summary>Turns a gateway payload into the WebSocket messages that carry it. One per connection; used by one writer.</summary>
internal interface IFrameEncoder : IDisposable
{
    /// <summary>The value of <c>compress</c> that chooses it; null for the one without.</summary>
    string? Compression { get; }

    IEnumerable<EncodedFrame> Encode(byte[] payload);
}
