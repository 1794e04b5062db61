using Fabric.Storage.Formats;
using Fabric.Storage.Tests.Support;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Formats;

public sealed class StateFormatsTests
{
    [Fact]
    public void Finds_the_state_types_of_an_assembly_that_have_no_format()
    {
        var none = new StateFormats([]);
        var all = new StateFormats([new StateFormat<Profile>(1, TestJson.Default.Profile)]);

        none.MissingFrom(typeof(StateFormatsTests).Assembly).ShouldBe([typeof(Profile)]);
        all.MissingFrom(typeof(StateFormatsTests).Assembly).ShouldBeEmpty();
    }

    [Fact]
    public void A_type_cannot_have_two_formats() =>
        Should.Throw<ArgumentException>(static () => new StateFormats(
            [new StateFormat<Profile>(1, TestJson.Default.Profile), new StateFormat<Profile>(2, TestJson.Default.Profile)]))
            .Message.ShouldContain("has two formats");

    /// <summary>Asks for state as grains do.</summary>
    public sealed class Asking([PersistentState("state", "store")] IPersistentState<Profile> state)
    {
        public IPersistentState<Profile> State { get; } = state;
    }
}
