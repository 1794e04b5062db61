using Fabric.Architecture.Tests.Assemblies;

namespace Fabric.Architecture.Tests.Engine;

public sealed class ApiComparisonTests
{
    [Theory]
    [InlineData("public sealed class A;", "public class A;")]
    [InlineData("public class A { public void M() {} }", "public class A { public void M() {} public void N() {} }")]
    [InlineData("public class A { public void M(int a) {} }", "public class A { public void M(int a, string b = null) {} }")]
    [InlineData("public class A { public void M() {} }", "public class B { public void M() {} } public class A : B;")]
    [InlineData("public class A { protected void M() {} }", "public class A { public void M() {} }")]
    [InlineData("public class A { public int P { get; } }", "public class A { public int P { get; set; } }")]
    [InlineData("public class A<T> where T : class { public T M() => null; }", "public class A<T> where T : class { public T M() => null; }")]
    [InlineData("public enum A { X = 1 }", "public enum A { W = 0, X = 1 }")]
    [InlineData("#nullable enable\npublic class A { public string M(string a, List<string?> b) => a; }", "#nullable enable\npublic class A { public string M(string a, List<string?> b) => a; }")]
    [InlineData("#nullable enable\npublic class A { public string M(string a) => a; }", "#nullable disable\npublic class A { public string M(string a) => a; }")]
    public void Offering_less_is_allowed(string ours, string genuine) => Differences(ours, genuine).ShouldBeEmpty();

    [Theory]
    [InlineData("public class A { public void M() {} }", "public class A;")]
    [InlineData("public class A { public void M(int a) {} }", "public class A { public void M(long a) {} }")]
    [InlineData("public class A { public void M(int a) {} }", "public class A { public void M(int b) {} }")]
    [InlineData("public class A { public void M(int a) {} }", "public class A { public void M(int a, string b) {} }")]
    [InlineData("public class A { public void M(int a = 1) {} }", "public class A { public void M(int a) {} }")]
    [InlineData("public class A { public void M(int a = 1) {} }", "public class A { public void M(int a = 2) {} }")]
    [InlineData("public class A { public void M(params int[] a) {} }", "public class A { public void M(int[] a) {} }")]
    [InlineData("public class A { public void M(out int a) => a = 1; }", "public class A { public void M(ref int a) {} }")]
    [InlineData("public class A { public int M() => 1; }", "public class A { public long M() => 1; }")]
    [InlineData("public class A { public static void M() {} }", "public class A { public void M() {} }")]
    [InlineData("public class A { public virtual void M() {} }", "public class A { public void M() {} }")]
    [InlineData("public class A { public void M() {} }", "public class A { protected void M() {} }")]
    [InlineData("public class A { public void M<T>() {} }", "public class A { public void M() {} }")]
    [InlineData("public class A { public void M<T>() {} }", "public class A { public void M<T>() where T : class {} }")]
    [InlineData("public static class A { public static void M(this int a) {} }", "public static class A { public static void M(int a) {} }")]
    [InlineData("public class A { public int P { get; set; } }", "public class A { public int P { get; } }")]
    [InlineData("public class A { public int P { get; set; } }", "public class A { public int P { get; init; } }")]
    [InlineData("public class A { public int P { get; set; } }", "public class A { public int P { get; protected set; } }")]
    [InlineData("public class A { public int P => 1; }", "public class A { public int P = 1; }")]
    [InlineData("public class A : IDisposable { public void Dispose() {} }", "public class A { public void Dispose() {} }")]
    [InlineData("public class A : Exception;", "public class A;")]
    [InlineData("public class A;", "public sealed class A;")]
    [InlineData("public class A;", "public abstract class A;")]
    [InlineData("public struct A;", "public class A;")]
    [InlineData("public class A<T>;", "public class A<T> where T : new();")]
    [InlineData("public interface A<T>;", "public interface A<in T>;")]
    [InlineData("public enum A { X = 1 }", "public enum A { X = 2 }")]
    [InlineData("[AttributeUsage(AttributeTargets.All)] public class A : Attribute;", "[AttributeUsage(AttributeTargets.Method)] public class A : Attribute;")]
    [InlineData(
        "[AttributeUsage(AttributeTargets.All, AllowMultiple = true)] public class A : Attribute;",
        "[AttributeUsage(AttributeTargets.All)] public class A : Attribute;")]
    [InlineData("#nullable enable\npublic class A { public string M() => null!; }", "#nullable enable\npublic class A { public string? M() => null; }")]
    [InlineData("#nullable enable\npublic class A { public void M(string? a) {} }", "#nullable enable\npublic class A { public void M(string a) {} }")]
    [InlineData("#nullable enable\npublic class A { public List<string> P => null!; }", "#nullable enable\npublic class A { public List<string?> P => null!; }")]
    [InlineData("#nullable enable\npublic class A<T> { public T M() => default!; }", "#nullable enable\npublic class A<T> { public T? M() => default; }")]
    [InlineData("#nullable enable\npublic class A<T> { public T P { get; set; } = default!; }", "#nullable enable\npublic class A<T> { public T? P { get; set; } }")]
    public void Offering_something_else_is_seen(string ours, string genuine) => Differences(ours, genuine).ShouldNotBeEmpty();

    [Fact]
    public void An_interface_that_lacks_a_member_is_seen()
    {
        var comparison = Compare("public interface A { void M(); }", "public interface A { void M(); void N(int a); void O() {} }");

        comparison.Missing().ShouldBe(["A lacks void N(int a)"]);
    }

    private static IEnumerable<string> Differences(string ours, string genuine) => Compare(ours, genuine).Differences();

    private static ApiComparison Compare(string ours, string genuine) => new(TypeA(ours), TypeA(genuine));

    private static Mono.Cecil.TypeDefinition TypeA(string text) =>
        Snippet.Module(text).Types.Single(type => type.Name.Split('`')[0] == "A");
}
