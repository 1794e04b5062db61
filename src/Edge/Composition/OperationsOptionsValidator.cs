using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Refuses settings that cannot work before anything starts.</summary>
internal sealed class OperationsOptionsValidator : IValidateOptions<OperationsOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        var failures = ListenerRules.Check("Operations:Listener", options.Listener).ToList();
        Check(failures, "DrainDelay", options.DrainDelay, TimeSpan.Zero);
        Check(failures, "DrainTimeout", options.DrainTimeout, TimeSpan.FromSeconds(1));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(List<string> failures, string setting, TimeSpan value, TimeSpan shortest)
    {
        if (value < shortest || value > Longest)
        {
            failures.Add($"Operations:{setting} is {value}; it must be from {shortest} to {Longest}.");
        }
    }
}
