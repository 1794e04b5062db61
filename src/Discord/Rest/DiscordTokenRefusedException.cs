using System.Net;

namespace Fabric.Discord.Rest;

/// <summary>Discord answered 401: trying again with this token is pointless, and 10,000 such answers in 10 minutes ban the address.</summary>
public sealed class DiscordTokenRefusedException()
    : DiscordRestException(
        "Discord refused the bot token (401): copy it again from the Developer Portal (Bot > Reset Token).", HttpStatusCode.Unauthorized);
