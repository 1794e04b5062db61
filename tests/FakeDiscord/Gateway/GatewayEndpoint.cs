
namespace Fabric.FakeDiscord.Gateway;

/// <summary>The WebSocket upgrade: <c>/?v=10&amp;encoding=json[&amp;compress=zlib-stream|zstd-stream]</c>.</summary>
internal sealed class GatewayEndpoint(FakeGateway gateway, FakeDiscordOptions options, Func<FakeDiscordAddresses> addresses)
{
    public const string ZlibStream = "zlib-stream";
    public const string ZstdStream = "zstd-stream";

    public async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!gateway.AcceptConnections)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        if (Refusal(context.Request.Query) is { } code)
        {
            await gateway.RefuseAsync(socket, code, context.RequestAborted);
            return;
        }

        var resumeAddress = context.Connection.LocalPort == addresses().ResumePort;
        await gateway.ServeAsync(socket, EncoderFor(context.Request.Query), resumeAddress, context.RequestAborted);
    }

    private static GatewayCloseCode? Refusal(IQueryCollection query)
    {
        if (query["v"] is not ["10" or "9"])
        {
            return GatewayCloseCode.InvalidApiVersion;
        }

        var encoding = query["encoding"];
        var compress = query["compress"];
        return encoding is [] or ["json"] && compress is [] or [ZlibStream or ZstdStream] ? null : GatewayCloseCode.DecodeError;
    }

    private IFrameEncoder EncoderFor(IQueryCollection query) => query["compress"] switch
    {
        [ZlibStream] => new ZlibStreamEncoder(options.CompressedFragmentSize),
        [ZstdStream] => new ZstdStreamEncoder(),
        _ => new PlainFrameEncoder(),
    };
}
