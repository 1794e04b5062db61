using System.Text;
using System.Text.Json;

namespace Fabric.Discord.Gateway;

/// <summary>Encodes what the client sends.</summary>
internal static class GatewayCommands
{
    public static byte[] Heartbeat(GatewaySession? session) =>
        Encoding.UTF8.GetBytes($$"""{"op":{{GatewayOpcode.Heartbeat}},"d":{{session?.Sequence.ToString() ?? "null"}}}""");

    public static byte[] Identify(GatewayOptions options) => JsonSerializer.SerializeToUtf8Bytes(
        new GatewayPayload<IdentifyPayload>(GatewayOpcode.Identify, IdentifyPayload.From(options)),
        GatewayJsonContext.Default.GatewayPayloadIdentifyPayload);

    public static byte[] Resume(GatewayOptions options, GatewaySession session) => JsonSerializer.SerializeToUtf8Bytes(
        new GatewayPayload<ResumePayload>(
            GatewayOpcode.Resume, new ResumePayload(options.Token.Reveal(), session.SessionId, session.Sequence)),
        GatewayJsonContext.Default.GatewayPayloadResumePayload);

    public static byte[] RequestMembers(RequestMembersPayload request) => JsonSerializer.SerializeToUtf8Bytes(
        new GatewayPayload<RequestMembersPayload>(GatewayOpcode.RequestGuildMembers, request),
        GatewayJsonContext.Default.GatewayPayloadRequestMembersPayload);
}
