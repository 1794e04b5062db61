using Fabric.Grains.Presence;
using Fabric.Storage.Formats;
using Microsoft.Extensions.DependencyInjection;

namespace Fabric.Silo.Tests;

public sealed class FabricHostTests
{
    [Fact]
    public void Every_state_of_a_grain_has_a_stored_format()
    {
        using var services = new ServiceCollection().AddStateFormats().AddSingleton<StateFormats>().BuildServiceProvider();

        services.GetRequiredService<StateFormats>().MissingFrom(typeof(PresenceGrain).Assembly).ShouldBeEmpty();
    }
}
