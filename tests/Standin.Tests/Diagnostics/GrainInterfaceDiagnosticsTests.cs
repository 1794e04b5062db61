using Fabric.Standin.Tests.Compiling;

namespace Fabric.Standin.Tests.Diagnostics;

public sealed class GrainInterfaceDiagnosticsTests
{
    [Fact]
    public async Task A_sound_interface_has_no_findings()
    {
        (await FindingsAsync(
            """
            [ResponseTimeout("00:00:03")] Task<int?> Count(Dictionary<string, List<Guid[]>> names, (int, DayOfWeek) pair);
            [OneWay] Task Tell(ImmutableArray<ReadOnlyMemory<byte>> bytes);
            [ReadOnly, AlwaysInterleave] ValueTask<Uri?> Find(DateTimeOffset at);
            ValueTask Touch();
            """)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Task M(ref int a);", "ORLEANS0002 a")]
    [InlineData("Task M(in int a);", "ORLEANS0002 a")]
    [InlineData("Task M(out int a);", "ORLEANS0002 a")]
    [InlineData("int Number { get; }", "ORLEANS0008 Number")]
    [InlineData("event Action Happened;", "ORLEANS0008 Happened")]
    [InlineData("void M();", "ORLEANS0009 M")]
    [InlineData("int M();", "ORLEANS0009 M")]
    [InlineData("IAsyncEnumerable<int> M();", "ORLEANS0009 M")]
    [InlineData("[Alias(\"x\")] Task A(); [Alias(\"x\")] Task B();", "ORLEANS0011 B")]
    [InlineData("Task M(object anything);", "ORLEANSSI001 anything")]
    [InlineData("Task M(List<System.IO.Stream> streams);", "ORLEANSSI001 streams")]
    [InlineData("Task M(IReadOnlyList<int> numbers);", "ORLEANSSI001 numbers")]
    [InlineData("Task M(int[,] matrix);", "ORLEANSSI001 matrix")]
    [InlineData("Task M(Func<int> function);", "ORLEANSSI001 function")]
    [InlineData("Task M(ReadOnlyMemory<char> text);", "ORLEANSSI001 text")]
    [InlineData("Task<Unmarked> M();", "ORLEANSSI001 M")]
    [InlineData("ValueTask<Unmarked?[]> M();", "ORLEANSSI001 M")]
    [InlineData("Task M<T>(T value);", "ORLEANSSI003 M")]
    [InlineData("Task M(CancellationToken token);", "ORLEANSSI004 token")]
    [InlineData("Task M(ISubject other);", "ORLEANSSI005 other")]
    [InlineData("Task M(IGrain[] others);", "ORLEANSSI005 others")]
    [InlineData("Task<ISubject> M();", "ORLEANSSI005 M")]
    [InlineData("[OneWay] Task<int> M();", "ORLEANSSI007 M")]
    [InlineData("[ResponseTimeout(\"soon\")] Task M();", "ORLEANSSI008 M")]
    public async Task A_method_that_cannot_be_called_from_afar_is_reported(string member, string finding)
    {
        (await FindingsAsync(member)).ShouldBe([finding]);
    }

    [Theory]
    [InlineData("public interface ISubject : IGrainWithStringKey;", "ORLEANSSI002 ISubject")]
    [InlineData("[Alias(\"s\")] public interface ISubject<T> : IGrainWithStringKey;", "ORLEANSSI003 ISubject")]
    [InlineData("class Outer { [Alias(\"s\")] private interface ISubject : IGrainWithStringKey; }", "ORLEANS0107 ISubject")]
    [InlineData("class Outer { class Middle { [Alias(\"s\")] public interface ISubject : IGrain; } }", "ORLEANS0107 ISubject")]
    [InlineData("[Alias(\"s\")] file interface ISubject : IGrainWithStringKey;", "ORLEANS0107 ISubject")]
    public async Task An_interface_that_cannot_be_generated_for_is_reported(string source, string finding)
    {
        (await Diagnosed.FindingsAsync(source)).ShouldBe([finding]);
    }

    [Fact]
    public async Task A_fault_of_an_inherited_interface_is_reported_once_where_it_is()
    {
        const string Source =
            """
            [Alias("base")] public interface IBase : IGrainWithStringKey { void Wrong(); }
            [Alias("derived")] public interface IDerived : IBase { Task Right(); }
            """;

        (await Diagnosed.FindingsAsync(Source)).ShouldBe(["ORLEANS0009 Wrong"]);
    }

    [Fact]
    public async Task Interfaces_that_are_no_grains_are_left_alone()
    {
        (await Diagnosed.FindingsAsync("public interface IPlain { int Number { get; } void M(ref int a); }")).ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<string>> FindingsAsync(string members) => Diagnosed.FindingsAsync(
        $$"""
        public sealed class Unmarked;
        [Alias("subject")]
        public interface ISubject : IGrainWithStringKey
        {
            {{members}}
        }
        """);
}
