using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>
/// Types as text, the same for the same type whoever declares it: type parameters by position (T1, T2 of a type; M1, M2 of a method),
/// nullable annotations left out.
/// </summary>
internal static class ApiNames
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Void"] = "void",
        ["System.Object"] = "object",
        ["System.String"] = "string",
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Double"] = "double",
    };

    /// <summary>Without the namespace: short enough to read, and the list tells apart what a build tells apart.</summary>
    public static string Of(TypeReference type) => type switch
    {
        RequiredModifierType modified => Of(modified.ElementType),
        OptionalModifierType modified => Of(modified.ElementType),
        ByReferenceType reference => "ref " + Of(reference.ElementType),
        ArrayType array => Of(array.ElementType) + "[]",
        GenericParameter parameter => Placeholder(parameter),
        GenericInstanceType { Name: "Nullable`1" } nullable => Of(nullable.GenericArguments[0]) + "?",
        GenericInstanceType instance => $"{Bare(instance.ElementType)}<{string.Join(", ", instance.GenericArguments.Select(Of))}>",
        _ => Keywords.GetValueOrDefault(type.FullName) ?? Bare(type),
    };

    /// <summary>A declared type with its namespace.</summary>
    public static string Full(TypeDefinition type)
    {
        var outer = type.DeclaringType is null ? Prefix(type.Namespace) : Full(type.DeclaringType) + ".";
        var own = Bare(type);
        return type.HasGenericParameters ? $"{outer}{own}<{Parameters(type)}>" : outer + own;
    }

    public static string Parameters(IGenericParameterProvider owner) =>
        string.Join(", ", owner.GenericParameters.Select(Placeholder));

    private static string Placeholder(GenericParameter parameter) =>
        (parameter.Type == GenericParameterType.Method ? "M" : "T") + (parameter.Position + 1);

    private static string Prefix(string space) => space.Length == 0 ? "" : space + ".";

    private static string Bare(TypeReference type) => type.Name.Split('`')[0];
}
