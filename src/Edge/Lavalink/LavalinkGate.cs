using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Lavalink.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink;

/// <summary>Lets in who has the password (lavalink.md §2.1). Whoever guesses waits.</summary>
internal sealed class LavalinkGate(IOptions<LavalinkOptions> options, TimeProvider time)
{
    private static readonly LavalinkAnswer Unauthorized = LavalinkAnswer.OfStatus(StatusCodes.Status401Unauthorized);
    private static readonly LavalinkAnswer Forbidden = LavalinkAnswer.OfStatus(StatusCodes.Status403Forbidden);

    private readonly LavalinkPassword _password = new(options.Value.Password);
    private readonly PasswordThrottle _throttle = new(time);

    /// <summary>The refusal, 401 without a password and 403 with a wrong one; null for whoever may enter.</summary>
    public async ValueTask<LavalinkAnswer?> RefuseAsync(HttpContext context)
    {
        var sent = context.Request.Headers.Authorization;
        if (sent.Count == 0)
        {
            return Unauthorized;
        }

        var address = context.Connection.RemoteIpAddress;
        if (_password.Matches(sent))
        {
            _throttle.Succeed(address);
            return null;
        }

        var delay = _throttle.Fail(address);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, context.RequestAborted);
        }

        return Forbidden;
    }
}
