using Fabric.Standin.Tests.Compiling;

namespace Fabric.Standin.Tests.Diagnostics;

public sealed class GrainClassDiagnosticsTests
{
    private const string Types =
        """
        [Alias("subject")] public interface ISubject : IGrainWithStringKey { Task Act(); }
        [GenerateSerializer, Alias("good")] public sealed class Good;
        [GenerateSerializer, Alias("positional")] public sealed record Positional([property: Id(0)] int A);
        [GenerateSerializer, Alias("private")] public sealed class Closed { private Closed() { } }
        [GenerateSerializer, Alias("abstract")] public abstract class Abstract;
        public sealed class Unmarked;

        """;

    [Theory]
    [InlineData("public sealed class Subject : Grain, ISubject { public Task Act() => Task.CompletedTask; }")]
    [InlineData("public sealed class Subject([PersistentState(\"s\")] IPersistentState<Good> state) : Grain, ISubject { public Task Act() => state.WriteStateAsync(); }")]
    [InlineData("public abstract class Subject<T>(IPersistentState<T> state) : Grain, ISubject { public Task Act() => state.WriteStateAsync(); }")]
    [InlineData("public sealed class Plain { [AlwaysInterleave] public Task Act() => Task.CompletedTask; }")]
    public async Task Sound_classes_have_no_findings(string source)
    {
        (await Diagnosed.FindingsAsync(Types + source)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[AlwaysInterleave]", "ORLEANS0001 Act")]
    [InlineData("[ReadOnly]", "ORLEANSSI011 Act")]
    [InlineData("[OneWay]", "ORLEANSSI011 Act")]
    public async Task An_attribute_that_only_counts_on_the_interface_is_reported(string attribute, string finding)
    {
        var source = $$"""public sealed class Subject : Grain, ISubject { {{attribute}} public Task Act() => Task.CompletedTask; }""";

        (await Diagnosed.FindingsAsync(Types + source)).ShouldBe([finding]);
    }

    [Theory]
    [InlineData("Unmarked", "ORLEANSSI006 state")]
    [InlineData("List<int>", "ORLEANSSI006 state")]
    [InlineData("Positional", "ORLEANSSI006 state")]
    [InlineData("Closed", "ORLEANSSI006 state")]
    [InlineData("Abstract", "ORLEANSSI006 state")]
    public async Task A_state_type_that_cannot_be_made_or_stored_is_reported(string state, string finding)
    {
        var source =
            $$"""
            public sealed class Subject([PersistentState("s")] IPersistentState<{{state}}> state) : Grain, ISubject
            {
                public Task Act() => state.WriteStateAsync();
            }
            """;

        (await Diagnosed.FindingsAsync(Types + source)).ShouldBe([finding]);
    }

    [Theory]
    [InlineData("public sealed class Subject<T> : Grain, ISubject", "ORLEANSSI003 Subject")]
    [InlineData("[Alias(\"x\")] public sealed class Subject : Grain, ISubject", "ORLEANS0013 Subject")]
    [InlineData("[GenerateSerializer] public sealed class Subject : Grain, ISubject", "ORLEANS0013 Subject")]
    [InlineData("file sealed class Subject : Grain, ISubject", "ORLEANS0107 Subject")]
    public async Task A_class_that_cannot_be_registered_is_reported(string declaration, string finding)
    {
        (await Diagnosed.FindingsAsync($$"""{{Types}}{{declaration}} { public Task Act() => Task.CompletedTask; }""")).ShouldBe([finding]);
    }

    [Theory]
    [InlineData("Task.Yield(); await Act().ConfigureAwait(false)", "Act().ConfigureAwait(false)")]
    [InlineData("Find().ConfigureAwait(continueOnCapturedContext: false)", "Find().ConfigureAwait(continueOnCapturedContext: false)")]
    [InlineData("Act().ConfigureAwait(ConfigureAwaitOptions.None)", "Act().ConfigureAwait(ConfigureAwaitOptions.None)")]
    [InlineData("Act().ConfigureAwait(ConfigureAwaitOptions.ForceYielding)", "Act().ConfigureAwait(ConfigureAwaitOptions.ForceYielding)")]
    [InlineData("Run(async () => await Act().ConfigureAwait(false))", "Act().ConfigureAwait(false)")]
    [InlineData("Stream().ConfigureAwait(false).GetAsyncEnumerator().MoveNextAsync()", "Stream().ConfigureAwait(false)")]
    public async Task Leaving_the_grains_scheduler_is_reported(string awaited, string finding)
    {
        (await ConfigureAwaitFindingsAsync("Grain, ISubject", awaited)).ShouldBe([$"ORLEANS0014 {finding}"]);
    }

    [Theory]
    [InlineData("Grain, ISubject", "Act().ConfigureAwait(true)")]
    [InlineData("Grain, ISubject", "Act().ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing)")]
    [InlineData("Object", "Act().ConfigureAwait(false)")]
    public async Task Staying_on_the_scheduler_and_code_outside_of_grains_are_fine(string bases, string awaited)
    {
        (await ConfigureAwaitFindingsAsync(bases, awaited)).ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<string>> ConfigureAwaitFindingsAsync(string bases, string awaited) => Diagnosed.FindingsAsync(
        $$"""
        {{Types}}
        public sealed class Subject : {{bases}}
        {
            public async Task Act() => await Task.Yield();
            public async Task Other() { await {{awaited}}; }
            private static ValueTask<int> Find() => new(3);
            private static Task Run(Func<Task> work) => work();
            private static async IAsyncEnumerable<int> Stream() { await Task.Yield(); yield return 1; }
        }
        """);
}
