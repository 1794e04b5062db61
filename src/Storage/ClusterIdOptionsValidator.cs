using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Fabric.Storage;

/// <summary>Refuses a cluster id that cannot work.</summary>
internal sealed partial class ClusterIdOptionsValidator : IValidateOptions<ClusterIdOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterIdOptions options) => Usable().IsMatch(options.Id)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Cluster:Id is '{options.Id}'; it must be 1 to 64 letters, digits, '-', '_' or '.'.");

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Usable();
}
