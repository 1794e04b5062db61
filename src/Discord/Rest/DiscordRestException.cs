using System.Net;

namespace Fabric.Discord.Rest;

/// <summary>A REST call that failed for good, or as often as is sensible. The message is one line, fit for an operator.</summary>
public class DiscordRestException : Exception
{
    /// <summary>A failure; <paramref name="status"/> is null when Discord did not answer.</summary>
    public DiscordRestException(string message, HttpStatusCode? status = null, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>Discord's answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; }
}
