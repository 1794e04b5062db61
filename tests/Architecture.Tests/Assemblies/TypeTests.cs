using Fabric.Architecture.Tests.Engine;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Assemblies;

public sealed class TypeTests
{
    /// <summary>Classes that are made to be derived from, each with the reason.</summary>
    private static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["Fabric.Discord.Rest.DiscordRestException"] = "caught as one; a refused token and a failure worth repeating are kinds of it",
    };

    /// <summary>Methods whose name is somebody else's choice, each with the reason.</summary>
    private static readonly Dictionary<string, string> NamedByOthers = new(StringComparer.Ordinal);

    [Fact]
    public void A_class_is_sealed_abstract_or_listed() => Rule.Holds(
        "Sealed unless made to be derived from (then listed here with the reason).",
        from assembly in BuiltAssemblies.All
        from type in assembly.Types
        where type.IsClass && !type.IsValueType && !type.IsSealed && !type.IsAbstract && type.FullName != "Program"
        where !Open.ContainsKey(type.FullName) && !IsOfOrleans(type)
        select type.FullName);

    [Fact]
    public void What_is_listed_as_open_is_there_and_derived_from()
    {
        var bases = BuiltAssemblies.All.SelectMany(assembly => assembly.Module.GetTypes()).Select(type => type.BaseType?.GetElementType().FullName)
            .ToHashSet(StringComparer.Ordinal);

        Open.Keys.ShouldAllBe(name => bases.Contains(name));
    }

    [Fact]
    public void A_method_that_can_be_awaited_ends_in_Async() => Rule.Holds(
        "Asynchronous methods end in Async, those of grain interfaces included.",
        from assembly in BuiltAssemblies.All
        from type in assembly.Types
        from method in type.Methods
        where IsAwaitable(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal)
        where !method.IsGetter && !method.Name.Contains('<', StringComparison.Ordinal) && !IsForeign(method)
        where !NamedByOthers.ContainsKey($"{type.FullName}.{method.Name}")
        select $"{type.FullName}.{method.Name}");

    private static bool IsAwaitable(TypeReference type) =>
        type.GetElementType().FullName is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1"
            or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1"
            or "System.Collections.Generic.IAsyncEnumerable`1";

    /// <summary>Named by a base class or interface (a judged one of ours, or somebody else's), by Orleans' API or by the runtime.</summary>
    private static bool IsForeign(MethodDefinition method) =>
        method is { IsVirtual: true, IsNewSlot: false }
        || method.HasOverrides
        || IsOfOrleans(method.DeclaringType)
        || method is { IsStatic: true, Name: "Main" }
        || Implemented(method);

    /// <summary>Orleans decided on its names, and on what can be derived from; StandInApiTests holds the stand-in to it.</summary>
    private static bool IsOfOrleans(TypeDefinition type) => ApiSurface.Types(type.Module).Contains(type)
        && type.Module == BuiltAssemblies.StandIn;

    private static bool Implemented(MethodDefinition method) =>
        method.IsVirtual
        && method.DeclaringType.AllInterfaces().Select(implemented => implemented.TryResolve())
            .Any(contract => contract is not null && contract.Methods.Any(declared => declared.Name == method.Name));
}
