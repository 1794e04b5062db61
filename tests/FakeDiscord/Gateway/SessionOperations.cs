using System.Text.Json;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>What an identified client may ask for. Guarded by the world's lock.</summary>
internal sealed class SessionOperations(DiscordWorld world, FakeDiscordOptions options)
{
    private readonly MemberRequests _members = new(world, options);
    private readonly VoiceRequests _voice = new(world, options);

    /// <summary>False where Discord could not decode the request.</summary>
    public bool TryHandle(GatewaySession session, GatewayOpcode op, JsonElement d) => op switch
    {
        GatewayOpcode.PresenceUpdate => TrySetPresence(session, d),
        GatewayOpcode.VoiceStateUpdate => _voice.TryHandle(session, d),
        GatewayOpcode.RequestGuildMembers => _members.TryHandle(session, d),
        _ => true,
    };

    /// <summary>The bot's own presence. What is beyond the limit Discord ignores without a word.</summary>
    private bool TrySetPresence(GatewaySession session, JsonElement d)
    {
        if (d.StringOrNull("status") is not { } status
            || !d.TryGetProperty("activities", out var activities)
            || activities.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        if (session.OwnPresences.TryCount())
        {
            world.SetPresence(world.BotId, new DiscordPresence
            {
                Status = status is "invisible" ? "offline" : status,
                Activities = [.. activities.EnumerateArray()],
                ClientStatus = new Dictionary<string, string>(StringComparer.Ordinal) { ["web"] = status },
            });
        }

        return true;
    }
}
