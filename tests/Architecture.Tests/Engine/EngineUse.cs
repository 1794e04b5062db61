using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>What of Orleans the written code of an assembly touches.</summary>
internal static class EngineUse
{
    public static IEnumerable<(string Where, IMemberDefinition What)> Of(BuiltAssembly assembly) =>
        from type in assembly.Types.Where(type => !type.IsNested).SelectMany(type => type.WithNested()).Where(type => !IsGenerated(type))
        from used in Touched(type)
        let definition = Definition(used)
        where definition is not null && IsOrleans(definition)
        select (type.FullName, definition);

    private static IEnumerable<MemberReference> Touched(TypeDefinition type)
    {
        var attributes = type.CustomAttributes.Concat(type.Methods.SelectMany(method => method.CustomAttributes))
            .Concat(type.Properties.SelectMany(property => property.CustomAttributes))
            .Concat(type.Methods.SelectMany(method => method.Parameters).SelectMany(parameter => parameter.CustomAttributes));
        return type.Interfaces.Select(one => one.InterfaceType)
            .Concat(type.BaseType is null ? [] : [type.BaseType])
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .SelectMany(Parts)
            .Cast<MemberReference>()
            .Concat(attributes.Select(attribute => attribute.Constructor))
            .Concat(type.Methods.Where(method => method.HasBody && !IsGenerated(method)).SelectMany(method => method.Body.Instructions).SelectMany(Operands));
    }

    private static IEnumerable<MemberReference> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Parts(type),
        MethodReference method => Parts(method.DeclaringType).Cast<MemberReference>().Append(method),
        FieldReference field => [field],
        _ => [],
    };

    /// <summary>A generic type is made of several.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType instance => instance.GenericArguments.SelectMany(Parts).Prepend(instance.ElementType),
        TypeSpecification { ElementType: { } element } => Parts(element),
        GenericParameter => [],
        _ => [type],
    };

    private static IMemberDefinition? Definition(MemberReference reference) => reference switch
    {
        TypeReference type => type.TryResolve(),
        MethodReference method => Property(method) ?? (IMemberDefinition?)Resolve(method),
        FieldReference field => field.DeclaringType.TryResolve() is null ? null : field.Resolve(),
        _ => null,
    };

    private static MethodDefinition? Resolve(MethodReference method) => method.DeclaringType.TryResolve() is null ? null : method.Resolve();

    private static PropertyDefinition? Property(MethodReference method) =>
        Resolve(method) is { } accessor && (accessor.IsGetter || accessor.IsSetter)
            ? accessor.DeclaringType.Properties.First(property => ApiSurface.Accessors(property).Contains(accessor))
            : null;

    private static bool IsOrleans(IMemberDefinition member)
    {
        var type = member as TypeDefinition ?? member.DeclaringType;
        return type.Module.Assembly.Name.Name.Split('.')[0] == "Orleans";
    }

    private static bool IsGenerated(ICustomAttributeProvider provider) => provider.Has("System.CodeDom.Compiler.GeneratedCodeAttribute");
}
