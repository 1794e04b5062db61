using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>What Discord does about each thing that a client sends.</summary>
internal sealed class GatewayProtocol(
    DiscordWorld world,
    GatewaySessions sessions,
    SessionOperations operations,
    GatewayFaults faults,
    GatewayJournal journal,
    FakeDiscordCounters counters)
{
    public void OnPayload(GatewayConnection connection, ReadOnlySpan<byte> utf8)
    {
        if (!TryDecode(utf8, out var op, out var d))
        {
            connection.Close(GatewayCloseCode.DecodeError);
            return;
        }

        counters.OnReceived(op);
        if (!connection.Events.TryCount())
        {
            connection.Close(GatewayCloseCode.RateLimited);
            return;
        }

        lock (world.Gate)
        {
            Handle(connection, (GatewayOpcode)op, d);
        }
    }

    private static bool TryDecode(ReadOnlySpan<byte> utf8, out int op, out JsonElement d)
    {
        (op, d) = (-1, default);
        try
        {
            var message = JsonElement.Parse(utf8);
            if (message.Int32OrNull("op") is not { } code)
            {
                return false;
            }

            op = code;
            d = message.TryGetProperty("d", out var data) ? data : default;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Handle(GatewayConnection connection, GatewayOpcode op, JsonElement d)
    {
        switch (op)
        {
            case GatewayOpcode.Heartbeat:
                OnHeartbeat(connection);
                break;
            case GatewayOpcode.Identify:
                OnIdentify(connection, d);
                break;
            case GatewayOpcode.Resume:
                OnResume(connection, d);
                break;
            case GatewayOpcode.PresenceUpdate:
            case GatewayOpcode.VoiceStateUpdate:
            case GatewayOpcode.RequestGuildMembers:
            case GatewayOpcode.RequestSoundboardSounds:
            case GatewayOpcode.RequestChannelInfo:
                OnSessionOperation(connection, op, d);
                break;
            default:
                connection.Close(GatewayCloseCode.UnknownOpcode);
                break;
        }
    }

    private void OnHeartbeat(GatewayConnection connection)
    {
        connection.OnHeartbeat();
        if (faults.AcknowledgeHeartbeats)
        {
            connection.Send(GatewayFrames.Operation(GatewayOpcode.HeartbeatAck));
        }
    }

    private void OnIdentify(GatewayConnection connection, JsonElement d)
    {
        if (connection.Session is not null)
        {
            connection.Close(GatewayCloseCode.AlreadyAuthenticated);
        }
        else if (faults.TryTakeIdentifyRefusal(out var code))
        {
            connection.Close(code);
        }
        else if (IdentifyRequest.Parse(d) is { } request)
        {
            journal.OnIdentify(d);
            sessions.Identify(connection, request);
        }
        else
        {
            connection.Close(GatewayCloseCode.DecodeError);
        }
    }

    private void OnResume(GatewayConnection connection, JsonElement d)
    {
        if (connection.Session is not null)
        {
            connection.Close(GatewayCloseCode.AlreadyAuthenticated);
            return;
        }

        journal.OnResume(d);
        sessions.Resume(connection, d);
    }

    private void OnSessionOperation(GatewayConnection connection, GatewayOpcode op, JsonElement d)
    {
        if (connection.Session is not { } session)
        {
            connection.Close(GatewayCloseCode.NotAuthenticated);
            return;
        }

        journal.OnOperation(op, d);
        if (!operations.TryHandle(session, op, d))
        {
            connection.Close(GatewayCloseCode.DecodeError);
        }
    }
}
