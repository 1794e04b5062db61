using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Refuses settings that cannot work before anything starts.</summary>
internal sealed class EdgeOptionsValidator : IValidateOptions<EdgeOptions>
{
    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var failures = ListenerRules.Check("Edge:Lanyard", options.Lanyard).ToList();
        CheckUrl(failures, "Edge:ExternalUrl", options.ExternalUrl);
        if (options.PresenceRefresh < ShortestRefresh || options.PresenceRefresh > LongestRefresh)
        {
            failures.Add($"Edge:PresenceRefresh is {options.PresenceRefresh}; it must be from {ShortestRefresh} to {LongestRefresh}.");
        }

        CheckUrl(failures, "Edge:Avatars:BaseUrl", options.Avatars.BaseUrl);
        if (options.Avatars.CacheBytes < 0)
        {
            failures.Add($"Edge:Avatars:CacheBytes is {options.Avatars.CacheBytes}; it must be 0 (nothing is kept) or more.");
        }

        if (options.Avatars.Timeout < ShortestTimeout || options.Avatars.Timeout > LongestTimeout)
        {
            failures.Add($"Edge:Avatars:Timeout is {options.Avatars.Timeout}; it must be from {ShortestTimeout} to {LongestTimeout}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckUrl(List<string> failures, string setting, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            failures.Add($"{setting} is '{value}'; it must be a URL that begins with http:// or https://.");
        }
    }
}
