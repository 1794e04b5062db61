using System.Net;

namespace Fabric.Discord.Rest;

/// <summary>A failure that may pass.</summary>
internal sealed class RetryableRestException(
    string message, HttpStatusCode? status, TimeSpan? retryAfter = null, Exception? innerException = null)
    : DiscordRestException(message, status, innerException)
{
    /// <summary>When Discord wants to be asked again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
