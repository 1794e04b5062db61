using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Sets the options as the settings say. Once: lists that are bound twice have everything twice.</summary>
internal sealed class LavalinkOptionsSetup(LavalinkSettings settings) : IConfigureOptions<LavalinkOptions>
{
    /// <inheritdoc />
    public void Configure(LavalinkOptions options) => settings.Bind(options);
}
