namespace Fabric.FakeDiscord.Gateway;

/// <summary>Turns a gateway payload into the WebSocket messages that carry it. One per connection; used by one writer.</summary>
internal interface IFrameEncoder : IDisposable
{
    IEnumerable<EncodedFrame> Encode(byte[] payload);
}
