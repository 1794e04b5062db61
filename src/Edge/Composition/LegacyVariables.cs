using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>The environment variables that Lanyard's users already have. Settings of the fabric's own come before them.</summary>
internal static class LegacyVariables
{
    public static void Apply(IConfiguration configuration, EdgeOptions options)
    {
        if (configuration["PORT"] is { Length: > 0 } port)
        {
            options.Lanyard.Port = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new OptionsValidationException("", typeof(EdgeOptions), [$"PORT is '{port}'; it must be a TCP port."]);
        }

        if (configuration["EXTERNAL_URL"] is { Length: > 0 } url)
        {
            options.ExternalUrl = url;
        }
    }
}
