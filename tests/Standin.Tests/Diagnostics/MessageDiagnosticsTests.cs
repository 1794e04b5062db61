using Fabric.Standin.Tests.Compiling;

namespace Fabric.Standin.Tests.Diagnostics;

public sealed class MessageDiagnosticsTests
{
    [Fact]
    public async Task A_sound_message_has_no_findings()
    {
        (await FindingsAsync(
            """
            [Id(0)] public required string Text { get; init; }
            [Id(1)] private readonly Subject? _inner = null;
            [NonSerialized] public int Cache;
            [field: NonSerialized] public int Derived { get; set; }
            public int Length => Text.Length;
            public int Fixed { get; } = 3;
            public const int Constant = 1;
            public static int Shared { get; set; }
            public static Unmarked? Other;
            public event Action? Happened { add { } remove { } }
            public int this[int index] { get => index; set { } }
            public int Computed { get => 3; set { } }
            """)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("public int A { get; set; }", "ORLEANS0004 A")]
    [InlineData("public int A { get; init; }", "ORLEANS0004 A")]
    [InlineData("public int A { get; private set; }", "ORLEANS0004 A")]
    [InlineData("private readonly int _a = 3;", "ORLEANS0004 _a")]
    [InlineData("[Id(0)] public static int A { get; set; }", "ORLEANS0006 A")]
    [InlineData("[Id(0)] public abstract int A { get; set; }", "ORLEANS0006 A")]
    [InlineData("[Id(1)] public int A { get; set; } [Id(1)] public int B { get; set; }", "ORLEANS0012 B")]
    [InlineData("[Id(1)] public int A; [Id(1)] public int B { get; set; }", "ORLEANS0012 B")]
    [InlineData("[Id(0)] public object? A { get; set; }", "ORLEANSSI001 A")]
    [InlineData("[Id(0)] public Unmarked? A { get; set; }", "ORLEANSSI001 A")]
    [InlineData("[Id(0)] public List<Unmarked> A { get; set; } = [];", "ORLEANSSI001 A")]
    [InlineData("[Id(0)] public IEnumerable<int> A { get; set; } = [];", "ORLEANSSI001 A")]
    [InlineData("[Id(0)] public Exception? A { get; set; }", "ORLEANSSI001 A")]
    [InlineData("[Id(0)] public CancellationToken A { get; set; }", "ORLEANSSI001 A")]
    [InlineData("[Id(0)] public IGrain? A { get; set; }", "ORLEANSSI005 A")]
    [InlineData("[Id(0)] public int A => 3;", "ORLEANSSI010 A")]
    [InlineData("[Id(0)] public int A { set { } }", "ORLEANSSI010 A")]
    public async Task A_member_that_would_be_lost_is_reported(string member, string finding)
    {
        (await FindingsAsync(member)).ShouldBe([finding]);
    }

    [Theory]
    [InlineData("[GenerateSerializer] public sealed class A;", "ORLEANSSI002 A")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public sealed record A(int First);", "ORLEANS0004 First")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public record struct A(int First);", "ORLEANS0004 First")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public static class A;", "ORLEANSSI012 A")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public ref struct A;", "ORLEANSSI012 A")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] file class A;", "ORLEANS0107 A")]
    [InlineData("class Outer { [GenerateSerializer, Alias(\"a\")] private sealed class A; }", "ORLEANS0107 A")]
    [InlineData("class Outer { [GenerateSerializer, Alias(\"a\")] protected sealed class A; }", "ORLEANS0107 A")]
    [InlineData("class B; [GenerateSerializer, Alias(\"a\")] sealed class A : B;", "ORLEANSSI009 A")]
    [InlineData("class B : Exception; [GenerateSerializer, Alias(\"a\")] sealed class A : B;", "ORLEANSSI009 A")]
    public async Task A_type_that_cannot_be_generated_for_is_reported(string source, string finding)
    {
        (await Diagnosed.FindingsAsync(source)).ShouldBe([finding]);
    }

    [Fact]
    public async Task Every_fault_of_a_type_is_reported()
    {
        var findings = await FindingsAsync("public int A { get; set; } [Id(0)] public object? B; [Id(0)] public int C;");

        findings.ShouldBe(["ORLEANS0004 A", "ORLEANSSI001 B", "ORLEANS0012 C"]);
    }

    [Theory]
    [InlineData("[GenerateSerializer, Alias(\"x\")] class A; [GenerateSerializer, Alias(\"x\")] class B;", "ORLEANS0011 B")]
    [InlineData("[Alias(\"x\")] enum A { One } [GenerateSerializer, Alias(\"x\")] class B;", "ORLEANS0011 B")]
    [InlineData("[Alias(\"x\")] interface IA : IGrain; [GenerateSerializer, Alias(\"x\")] class B;", "ORLEANS0011 IA")]
    public async Task An_alias_that_two_types_have_is_reported(string source, string finding)
    {
        (await Diagnosed.FindingsAsync(source)).ShouldBe([finding]);
    }

    [Fact]
    public async Task Types_without_the_attribute_are_left_alone()
    {
        (await Diagnosed.FindingsAsync("public class Plain { public object? A { get; set; } private int _b = 3; }")).ShouldBeEmpty();
    }

    private static Task<IReadOnlyList<string>> FindingsAsync(string members) => Diagnosed.FindingsAsync(
        $$"""
        public sealed class Unmarked;
        [GenerateSerializer, Alias("subject")]
        public abstract class Subject
        {
            {{members}}
        }
        """);
}
