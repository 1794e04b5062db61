using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Refuses settings that cannot work before anything starts.</summary>
internal sealed class EdgeOptionsValidator : IValidateOptions<EdgeOptions>
{
    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRefresh = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var failures = ListenerRules.Check("Edge:Lanyard", options.Lanyard).ToList();
        if (!Uri.TryCreate(options.ExternalUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            failures.Add($"Edge:ExternalUrl is '{options.ExternalUrl}'; it must be a URL that begins with http:// or https://.");
        }

        if (options.PresenceRefresh < ShortestRefresh || options.PresenceRefresh > LongestRefresh)
        {
            failures.Add($"Edge:PresenceRefresh is {options.PresenceRefresh}; it must be from {ShortestRefresh} to {LongestRefresh}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
