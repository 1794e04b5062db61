using Fabric.Architecture.Tests.Assemblies;

namespace Fabric.Architecture.Tests.Grains;

public sealed class GrainRulesTests
{
    [Theory]
    [InlineData("public class A : Grain;", true)]
    [InlineData("public class B : Grain; public class A : B;", true)]
    [InlineData("public abstract class A : Grain;", false)]
    [InlineData("public class A : IGrainBase { public IGrainContext GrainContext => null; }", true)]
    [InlineData("public class A;", false)]
    public void Grains_are_known_by_what_they_derive_from(string text, bool grain) => GrainRules.IsGrain(Snippet.Type("A", text)).ShouldBe(grain);

    [Theory]
    [InlineData("[Orleans.Placement.HashBasedPlacement] public class A : Grain;", true)]
    [InlineData("[Orleans.Concurrency.StatelessWorker] public class A : Grain;", true)]
    [InlineData("[Orleans.Concurrency.Reentrant] public class A : Grain;", false)]
    public void Placement_is_any_attribute_of_that_kind(string text, bool stated) =>
        GrainRules.StatesPlacement(Snippet.Type("A", text)).ShouldBe(stated);

    [Theory]
    [InlineData("public class A { [Id(0)] public int P { get; set; } [Id(1)] public int F; public int Computed => P; static int S; }", "")]
    [InlineData("public class A { public int P { get; set; } }", "P")]
    [InlineData("public class A { [Id(0)] public int P { get; set; } private int _f; }", "_f")]
    [InlineData("public record A([property: Id(0)] int P, int Q);", "Q")]
    [InlineData("public enum A { X }", "")]
    public void Members_without_an_id_are_seen(string text, string members) =>
        string.Join(',', GrainRules.MembersWithoutId(Snippet.Type("A", text))).ShouldBe(members);

    [Fact]
    public void The_same_id_twice_is_seen()
    {
        var type = Snippet.Type("A", "public class A { [Id(0)] public int P { get; set; } [Id(0)] public int Q { get; set; } [Id(1)] public int R { get; set; } }");

        GrainRules.MembersWithTheSameId(type).ShouldBe(["0: P, Q"]);
    }

    [Theory]
    [InlineData("public class S; public class A([PersistentState(\"s\", \"t\")] IPersistentState<S> state);", true, true)]
    [InlineData("public record S(int X); public class A([PersistentState(\"s\", \"t\")] IPersistentState<S> state);", false, true)]
    [InlineData("public class S; public class A(IPersistentState<S> state);", true, false)]
    public void State_is_found_where_it_is_injected(string text, bool constructible, bool named)
    {
        var type = Snippet.Type("A", text);

        GrainRules.States(type).Single().Name.ShouldBe("S");
        GrainRules.States(type).All(GrainRules.HasPublicParameterlessConstructor).ShouldBe(constructible);
        GrainRules.StatesWithoutStore(type).Any().ShouldBe(!named);
    }

    [Theory]
    [InlineData("async Task M() => await Task.Yield();", false)]
    [InlineData("async Task<int> M(Task<int> t) => await t;", false)]
    [InlineData("async Task M(Task t) => await t.ConfigureAwait(false);", true)]
    [InlineData("async Task M(Task t) { await t; await Task.Run(() => {}); }", true)]
    [InlineData("Func<int> M(Task<int> t) => () => t.Result;", true)]
    [InlineData("void M(Task t) => t.Wait();", true)]
    [InlineData("int M(Task<int> t) => t.GetAwaiter().GetResult();", true)]
    [InlineData("void M() => new Thread(() => {}).Start();", true)]
    [InlineData("void M(object o) { lock (o) { } }", true)]
    [InlineData("Timer M() => new Timer(_ => {});", true)]
    public void Code_that_leaves_the_scheduler_or_blocks_it_is_seen(string method, bool strays) =>
        GrainRules.Strays(Snippet.Type("A", $"public class A : Grain {{ public {method} }}")).Any().ShouldBe(strays);
}
