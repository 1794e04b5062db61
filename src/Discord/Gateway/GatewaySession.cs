namespace Fabric.Discord.Gateway;

/// <summary>
/// What it takes to resume a Discord session, in this process or another: Discord replays every dispatch after
/// <see cref="Sequence"/>. A session outlives its connection for some minutes.
/// </summary>
/// <param name="SessionId">From READY.</param>
/// <param name="ResumeUrl">From READY, without query. Null: resume at the general address.</param>
/// <param name="Sequence">The last dispatch that needs no replay.</param>
public sealed record GatewaySession(string SessionId, Uri? ResumeUrl, long Sequence);
