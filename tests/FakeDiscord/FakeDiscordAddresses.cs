namespace Fabric.FakeDiscord;

/// <summary>Where a running fake listens. The resume address is another one, as Discord's is.</summary>
public sealed record FakeDiscordAddresses(int Port, int ResumePort)
{
    /// <summary>What stands for <c>https://discord.com/api</c>; <c>/v10/…</c> follows.</summary>
    public string Api => $"http://127.0.0.1:{Port}/api";

    /// <summary>What stands for <c>https://cdn.discordapp.com</c>.</summary>
    public string Cdn => $"http://127.0.0.1:{Port}";

    /// <summary>The <c>url</c> that GET /gateway/bot answers.</summary>
    public string Gateway => $"ws://127.0.0.1:{Port}/";

    /// <summary>The <c>resume_gateway_url</c> of READY: bare, without a trailing slash or query.</summary>
    public string ResumeGateway => $"ws://127.0.0.1:{ResumePort}";

    /// <summary>The control API for tests in other processes.</summary>
    public string Control => $"http://127.0.0.1:{Port}/_control";
}
