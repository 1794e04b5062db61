using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Grains;

/// <summary>What keeps the source valid on genuine Orleans, as far as an assembly shows it.</summary>
internal static class GrainRules
{
    private static readonly HashSet<string> Blocking = new(StringComparer.Ordinal)
    {
        "System.Threading.Tasks.Task::Run",
        "System.Threading.Tasks.Task::Wait",
        "System.Threading.Tasks.Task::WaitAll",
        "System.Threading.Tasks.Task::WaitAny",
        "System.Threading.Tasks.Task`1::get_Result",
        "System.Threading.Tasks.ValueTask`1::get_Result",
        "System.Threading.Tasks.TaskFactory::StartNew",
        "System.Threading.Monitor::Enter",
        "System.Threading.Lock::EnterScope",
        "System.Threading.SemaphoreSlim::Wait",
        "System.Threading.ManualResetEventSlim::Wait",
    };

    private static readonly HashSet<string> ThreadAffine = new(StringComparer.Ordinal)
    {
        "System.Threading.Thread",
        "System.Threading.ThreadPool",
        "System.Threading.ThreadLocal`1",
        "System.Threading.Timer",
    };

    public static bool IsGrain(TypeDefinition type) =>
        type is { IsClass: true, IsAbstract: false } && (type.DerivesFrom("Orleans.Grain") || type.Implements("Orleans.IGrainBase"));

    public static bool IsGrainInterface(TypeDefinition type) => type.IsInterface && type.Implements("Orleans.Runtime.IAddressable");

    public static bool IsMessage(TypeDefinition type) => type.Has("Orleans.GenerateSerializerAttribute");

    public static bool StatesPlacement(TypeDefinition grain) => grain.CustomAttributes
        .Any(attribute => attribute.AttributeType.TryResolve()?.DerivesFrom("Orleans.Placement.PlacementAttribute") == true);

    public static string? Alias(TypeDefinition type) => type.Attribute("Orleans.AliasAttribute")?.ConstructorArguments[0].Value as string;

    /// <summary>Every stored value of a message has an id; enumerations have none to give.</summary>
    public static IEnumerable<string> MembersWithoutId(TypeDefinition type) =>
        type.Fields.Where(field => !field.IsStatic && !type.IsEnum && Id(type, field) is null).Select(field => PropertyOf(field) ?? field.Name);

    public static IEnumerable<string> MembersWithTheSameId(TypeDefinition type) =>
        type.Fields.Where(field => !field.IsStatic && Id(type, field) is not null)
            .GroupBy(field => Id(type, field))
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(field => PropertyOf(field) ?? field.Name))}");

    /// <summary>The T of every <c>IPersistentState&lt;T&gt;</c> that a class takes.</summary>
    public static IEnumerable<TypeReference> States(TypeDefinition type) =>
        StateParameters(type).Select(parameter => ((GenericInstanceType)parameter.ParameterType).GenericArguments[0]);

    public static IEnumerable<string> StatesWithoutStore(TypeDefinition type) =>
        StateParameters(type).Where(parameter => !parameter.Has("Orleans.Runtime.PersistentStateAttribute")).Select(parameter => parameter.Name);

    public static bool HasPublicParameterlessConstructor(TypeReference type) =>
        type.TryResolve() is not { } definition || definition.IsValueType
        || definition.Methods.Any(method => method is { IsConstructor: true, IsPublic: true, IsStatic: false, HasParameters: false });

    /// <summary>Calls that leave the grain's scheduler, or block it.</summary>
    public static IEnumerable<string> Strays(TypeDefinition grain) =>
        from type in grain.WithNested()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference called && IsStray(called, method)
        select $"{grain.FullName}.{method.Name} calls {((MethodReference)instruction.Operand).Name} of {((MethodReference)instruction.Operand).DeclaringType.Name}";

    private static bool IsStray(MethodReference called, MethodDefinition caller)
    {
        var type = called.DeclaringType.GetElementType();
        return called.Name == "ConfigureAwait"
            || Blocking.Contains($"{type.FullName}::{called.Name}")
            || ThreadAffine.Contains(type.FullName)
            || (called.Name == "GetResult" && type.Name.Contains("Awaiter", StringComparison.Ordinal) && !IsStateMachine(caller.DeclaringType));
    }

    private static bool IsStateMachine(TypeDefinition type) => type.Implements("System.Runtime.CompilerServices.IAsyncStateMachine");

    private static IEnumerable<ParameterDefinition> StateParameters(TypeDefinition type) =>
        type.Methods.Where(method => method.IsConstructor).SelectMany(method => method.Parameters)
            .Where(parameter => parameter.ParameterType is GenericInstanceType { ElementType.FullName: "Orleans.Runtime.IPersistentState`1" });

    private static object? Id(TypeDefinition type, FieldDefinition field)
    {
        ICustomAttributeProvider carrier = PropertyOf(field) is { } name ? type.Properties.Single(property => property.Name == name) : field;
        return carrier.Attribute("Orleans.IdAttribute")?.ConstructorArguments[0].Value;
    }

    private static string? PropertyOf(FieldDefinition field) =>
        field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal) ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : null;
}
