namespace Fabric.Discord.Gateway;

/// <summary>What a shard does about it. The last three end the connection at hand.</summary>
internal abstract record GatewayEffect
{
    private GatewayEffect()
    {
    }

    internal sealed record SendHeartbeat : GatewayEffect;

    internal sealed record SendIdentify : GatewayEffect;

    internal sealed record SendResume(GatewaySession Session) : GatewayEffect;

    /// <summary>Asks for a <see cref="GatewayInput.TimerDue"/>; replaces an earlier request.</summary>
    internal sealed record SetTimer(TimeSpan Delay) : GatewayEffect;

    internal sealed record CloseSocket(int Code) : GatewayEffect;

    /// <summary>Opens a connection.</summary>
    /// <param name="Delay">How long to wait first.</param>
    /// <param name="Resume">Whether a session will be resumed; otherwise an identify, which the gate must allow.</param>
    /// <param name="Url">Where to; null for the address that REST tells.</param>
    /// <param name="Cause">Why there is no connection now.</param>
    /// <param name="CloseCode">Discord's close code, where it sent one.</param>
    internal sealed record Connect(TimeSpan Delay, bool Resume, Uri? Url, GatewayDisconnectCause Cause, int? CloseCode) : GatewayEffect;

    internal sealed record GiveUp(GatewayFatalReason Reason) : GatewayEffect;

    internal sealed record Stop : GatewayEffect;
}
