using System.Reflection;
using System.Runtime.Loader;
using Fabric.Standin.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace Fabric.Standin.Tests.Generation;

public sealed class GeneratedSourceTests
{
    [Fact]
    public void Nothing_is_generated_where_there_is_nothing()
    {
        Sample.Generate("public interface IPlain; public sealed class Plain;").SyntaxTrees.Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("internal static class Outer { [GenerateSerializer, Alias(\"a\")] internal sealed class A { [Id(0)] internal int X; } }")]
    [InlineData("public class Outer<T> { [GenerateSerializer, Alias(\"a\")] public class A<U> where U : class, IComparable<T>, new() { [Id(0)] public T? X; [Id(1)] private U? Y { get; } } }")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public partial record A; partial record A { [Id(0)] public int X { get; init; } }")]
    [InlineData("[GenerateSerializer, Alias(\"a\\\"\\n\")] public sealed class A { [Id(0)] public int @event { get; set; } [Id(1)] public int @for; }")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public sealed class A { [Id(0)] public required int X { get; init; } public required int Y; }", "ORLEANS0004")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public enum A { One }")]
    [InlineData("namespace A_B { [GenerateSerializer, Alias(\"a\")] public class C; } namespace A.B { [GenerateSerializer, Alias(\"b\")] public class C; }")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public struct A { public A() { } [Id(0)] public int X = 3; }")]
    [InlineData("[GenerateSerializer, Alias(\"a\")] public abstract class A { protected A(int x) => X = x; [Id(0)] public int X { get; protected init; } }")]
    [InlineData("[Alias(\"a\")] public partial interface IA : IGrainWithGuidKey; public partial interface IA : IGrainWithStringKey { Task M(int @class, params string[] rest); }")]
    [InlineData("[Alias(\"a\")] public interface IA : IGrainWithStringKey { Task M(int a); Task M(string? a = null); Task<(int A, string? B)> N((int A, string? B) p); }")]
    [InlineData("[Alias(\"a\")] public interface IA : IGrainWithStringKey { Task M(int a); } [Alias(\"b\")] public interface IB : IGrainWithStringKey { Task M(int a); } [Alias(\"c\")] public interface IC : IA, IB;")]
    [InlineData("[Alias(\"a\")] internal interface IA : IGrainWithStringKey { Task Act() => Task.CompletedTask; static int X => 3; ValueTask<int> @lock(); }")]
    public void What_is_generated_compiles_without_warnings(string source, string? finding = null)
    {
        var generated = Sample.Generate(source);

        Sample.Emit(generated).ShouldNotBeEmpty();
        generated.SyntaxTrees.Any(tree => tree.FilePath.EndsWith("Metadata.g.cs", StringComparison.Ordinal))
            .ShouldBe(finding is null && !source.Contains("enum", StringComparison.Ordinal));
    }

    [Fact]
    public void A_type_with_findings_does_not_keep_others_from_being_generated()
    {
        var generated = Sample.Generate(
            """
            [GenerateSerializer, Alias("bad")] public sealed class Bad { public int NoId { get; set; } }
            [GenerateSerializer, Alias("good")] public sealed class Good { [Id(0)] public int A { get; set; } }
            [Alias("wrong")] public interface IWrong : IGrain { void M(); }
            [Alias("derived")] public interface IDerived : IWrong { Task N(); }
            [Alias("right")] public interface IRight : IGrain { Task M(); }
            """);

        Sample.Emit(generated);
        var metadata = Metadata(generated);
        metadata.ShouldContain("\"good\"");
        metadata.ShouldContain("\"right\"");
        metadata.ShouldNotContain("\"bad\"");
        metadata.ShouldNotContain("\"wrong\"");
        metadata.ShouldNotContain("\"derived\"");
    }

    [Fact]
    public void Grain_classes_that_can_be_made_are_registered()
    {
        var generated = Sample.Generate(
            """
            [Alias("a")] public interface IA : IGrainWithStringKey;
            public sealed class FromGrain : Grain, IA;
            internal sealed class FromBase(IGrainContext context) : IGrainBase, IA { public IGrainContext GrainContext => context; }
            public abstract class Unfinished : Grain, IA;
            public sealed class Finished : Unfinished;
            public sealed class NoInterface : Grain;
            public sealed class Fake : IA;
            """);

        var grains = Metadata(generated).Split('\n').Where(line => line.Contains("AddGrainClass", StringComparison.Ordinal)).Select(line => line.Trim());

        grains.ShouldBe(
            [
                "builder.AddGrainClass(typeof(global::Finished));",
                "builder.AddGrainClass(typeof(global::FromBase));",
                "builder.AddGrainClass(typeof(global::FromGrain));",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void A_message_may_derive_from_one_of_another_assembly_with_members_that_are_not_visible()
    {
        var library = Sample.Emit(Sample.Generate(
            """
            namespace Library;
            [GenerateSerializer, Alias("library.base")]
            public abstract class Base { [Id(0)] private int Hidden { get; set; } = 1; public int Reveal() => Hidden; public void Hide(int value) => Hidden = value; }
            [GenerateSerializer, Alias("library.failure")]
            public class FailureException(string message) : Exception(message) { [Id(0)] internal int Code = 4; public int Reveal() => Code; }
            """,
            "Library"));
        var program = Sample.Emit(Sample.Generate(
            """
            [GenerateSerializer, Alias("program.derived")] public sealed class Derived : Library.Base { [Id(0)] public int Own { get; set; } }
            [GenerateSerializer, Alias("program.failed")] public sealed class FailedException() : Library.FailureException("failed") { [Id(0)] public int Own { get; set; } = 6; }
            public static class Values
            {
                public static object Derived() { var value = new Derived { Own = 2 }; value.Hide(3); return value; }
                public static object Failed() => new FailedException();
                public static string Show(Derived value) => $"{value.Own} {value.Reveal()}";
                public static string ShowFailed(FailedException value) => $"{value.Message} {value.Own} {value.Reveal()}";
            }
            """,
            "Program",
            MetadataReference.CreateFromImage(library)));
        var context = new AssemblyLoadContext(nameof(GeneratedSourceTests));
        Register(context.LoadFromStream(new MemoryStream(library)));
        var values = Register(context.LoadFromStream(new MemoryStream(program))).GetType("Values")!;

        var derived = Codecs.Wire.RoundTrip(Invoke("Derived"));
        var failed = Codecs.Wire.RoundTrip(Invoke("Failed"));

        Invoke("Show", derived).ShouldBe("2 3");
        Invoke("ShowFailed", failed).ShouldBe("failed 6 4");

        object Invoke(string method, params object[] arguments) => values.GetMethod(method)!.Invoke(null, arguments)!;
    }

    private static Assembly Register(Assembly assembly)
    {
        var metadata = assembly.GetCustomAttribute<GrainAssemblyAttribute>()!.Metadata;
        metadata.GetMethod("Register")!.Invoke(null, [new GrainAssemblyBuilder()]);
        return assembly;
    }

    private static string Metadata(Compilation compilation) =>
        compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("Metadata.g.cs", StringComparison.Ordinal)).ToString();
}
