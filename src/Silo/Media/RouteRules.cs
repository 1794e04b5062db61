using Fabric.Edge.Lavalink.Configuration;
using Fabric.Media.Routes;
using Microsoft.Extensions.Options;

namespace Fabric.Silo.Media;

/// <summary>
/// Refuses blocks of addresses that do not go together, or not with the strategy, before anything starts, as Lavalink does: without a route planner no
/// track can be loaded.
/// </summary>
internal sealed class RouteRules : IValidateOptions<LavalinkOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, LavalinkOptions options)
    {
        try
        {
            RoutePlanners.Create(MediaSetup.RoutesOf(options), TimeProvider.System, new Random(0));
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            var reason = exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);
            return ValidateOptionsResult.Fail($"{LavalinkOptions.Section}:RateLimit cannot be used: {reason}");
        }
    }
}
