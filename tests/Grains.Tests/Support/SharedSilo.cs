using Fabric.Grains.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace Fabric.Grains.Tests.Support;

/// <summary>One silo for all tests that need no silo of their own. Tests use users of their own.</summary>
public sealed class SharedSilo : IAsyncLifetime
{
    private GrainSilo? _silo;

    internal StateStore Store { get; } = new();

    internal GrainSilo Silo => _silo!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => _silo = await GrainSilo.StartAsync(Store);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }
    }
}
