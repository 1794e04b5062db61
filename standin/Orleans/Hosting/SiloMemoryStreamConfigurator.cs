using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

internal sealed record SiloMemoryStreamConfigurator(string Name, IServiceCollection Services) : ISiloMemoryStreamConfigurator;
