using Fabric.Engine.Silo.Grains;
using Fabric.Engine.Tests.Contract;

namespace Fabric.Engine.Tests;

public sealed class CallTests(EngineFixture engine) : CallContract(engine)
{
    [Fact]
    public async Task Immutable_values_are_shared_within_a_process()
    {
        var echo = engine.Client.GetGrain<IEchoGrain>("shared");
        var value = new Shared("name", new byte[] { 1 });

        await echo.KeepSharedAsync(value);

        (await echo.IsSameAsKeptAsync(value)).ShouldBeTrue();
    }
}
