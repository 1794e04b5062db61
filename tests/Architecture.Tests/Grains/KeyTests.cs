using Fabric.Architecture.Tests.Sources;

namespace Fabric.Architecture.Tests.Grains;

public sealed class KeyTests
{
    [Fact]
    public void Keys_are_built_by_their_class() => Rule.Holds(
        "Grain keys are built in one place per grain (PresenceKey …), never at the call.",
        SourceTree.In("src").SelectMany(KeyRules.ComposedKeys));

    [Fact]
    public void Keys_are_parsed_by_their_class() => Rule.Holds(
        "Grain keys are parsed in one place per grain.",
        SourceTree.In("src").SelectMany(KeyRules.KeysParsedElsewhere));

    [Theory]
    [InlineData("grains.GetGrain<IPresenceGrain>(PresenceKey.Of(user))", true)]
    [InlineData("GrainFactory.GetGrain<IBotGrain>(BotKey.Single)", true)]
    [InlineData("GrainFactory.GetGrain<IBotGrain>(Ids.BotKey.Of(bot))", true)]
    [InlineData("grains.GetGrain<IPresenceGrain>(user.ToString())", false)]
    [InlineData("grains.GetGrain<IPresenceGrain>($\"{session}/{guild}\")", false)]
    [InlineData("GetGrain<IPresenceGrain>(key)", false)]
    [InlineData("grains.GetGrain(typeof(IPresenceGrain), \"1\")", false)]
    public void Composed_keys_are_told_from_built_ones(string call, bool allowed) =>
        KeyRules.ComposedKeys(Source(call)).Any().ShouldBe(!allowed);

    [Theory]
    [InlineData("PresenceKey.Parse(this.GetPrimaryKeyString())", true)]
    [InlineData("this.GetPrimaryKeyString().Split('/')", false)]
    [InlineData("ulong.Parse(this.GetPrimaryKeyString())", false)]
    public void Keys_parsed_elsewhere_are_seen(string call, bool allowed) =>
        KeyRules.KeysParsedElsewhere(Source(call)).Any().ShouldBe(!allowed);

    private static SourceFile Source(string expression) => new("src/Grains/A.cs", $"var a = {expression};");
}
