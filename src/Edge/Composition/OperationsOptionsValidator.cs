using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Refuses settings that cannot work before anything starts.</summary>
internal sealed class OperationsOptionsValidator : IValidateOptions<OperationsOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        var failures = ListenerRules.Check("Operations:Listener", options.Listener).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
