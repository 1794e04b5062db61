namespace Fabric.Discord.Gateway;

internal sealed record ResumePayload(string Token, string SessionId, long Seq)
{
    /// <summary>Holds the token.</summary>
    public override string ToString() => nameof(ResumePayload);
}
