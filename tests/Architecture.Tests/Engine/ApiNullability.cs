using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>
/// Where a member promises or forbids null. With warnings as errors a different promise is a different signature. What an assembly leaves
/// unsaid agrees with everything.
/// </summary>
internal static class ApiNullability
{
    private const byte Unsaid = 0;

    public static IEnumerable<string> Differences(IMemberDefinition own, IMemberDefinition theirs) => (own, theirs) switch
    {
        (MethodDefinition a, MethodDefinition b) => Differences(a, b),
        (PropertyDefinition a, PropertyDefinition b) => Compare(a.Name, Flags(a, a.PropertyType, a), Flags(b, b.PropertyType, b)),
        (FieldDefinition a, FieldDefinition b) => Compare(a.Name, Flags(a, a.FieldType, a), Flags(b, b.FieldType, b)),
        _ => [],
    };

    private static IEnumerable<string> Differences(MethodDefinition own, MethodDefinition theirs)
    {
        var results = Compare(
            "its result",
            Flags(own.MethodReturnType, own.ReturnType, own),
            Flags(theirs.MethodReturnType, theirs.ReturnType, theirs));
        var parameters = own.Parameters.Zip(theirs.Parameters).SelectMany(pair => Compare(
            pair.First.Name,
            Flags(pair.First, pair.First.ParameterType, own),
            Flags(pair.Second, pair.Second.ParameterType, theirs)));
        return results.Concat(parameters).Select(difference => $"{ApiSurface.Describe(own)}: {difference}");
    }

    private static IEnumerable<string> Compare(string what, byte[] own, byte[] theirs) =>
        own.Zip(theirs).Any(pair => pair.First != Unsaid && pair.Second != Unsaid && pair.First != pair.Second)
            ? [$"null for {what} is {Text(own)}, the genuine one has {Text(theirs)}"]
            : [];

    private static string Text(byte[] flags) =>
        string.Join(", ", flags.Select(flag => flag switch { 1 => "forbidden", 2 => "allowed", _ => "unsaid" }));

    /// <summary>One flag for every place in the type that can be null: 1 forbidden, 2 allowed.</summary>
    private static byte[] Flags(ICustomAttributeProvider provider, TypeReference type, IMemberDefinition member)
    {
        var places = Places(type).ToArray();
        var said = provider.Attribute("System.Runtime.CompilerServices.NullableAttribute")?.ConstructorArguments[0].Value;
        return said switch
        {
            CustomAttributeArgument[] each => [.. each.Select(one => (byte)one.Value)],
            byte all => [.. places.Select(canBeNull => canBeNull ? all : Unsaid)],
            _ => [.. places.Select(canBeNull => canBeNull ? Context(member) : Unsaid)],
        };
    }

    /// <summary>The places in the order of the compiler's attribute: a generic value type has one too, though it says nothing.</summary>
    private static IEnumerable<bool> Places(TypeReference type) => type switch
    {
        ByReferenceType or RequiredModifierType or OptionalModifierType => Places(((TypeSpecification)type).ElementType),
        ArrayType array => Places(array.ElementType).Prepend(true),
        GenericInstanceType instance => instance.GenericArguments.SelectMany(Places).Prepend(!instance.IsValueType),
        GenericParameter => [true],
        _ => type.IsValueType || type.IsPrimitive || type.FullName == "System.Void" ? [] : [true],
    };

    private static byte Context(IMemberDefinition member)
    {
        for (var at = member; at is not null; at = at.DeclaringType)
        {
            if (at.Attribute("System.Runtime.CompilerServices.NullableContextAttribute") is { } context)
            {
                return (byte)context.ConstructorArguments[0].Value;
            }
        }

        return Unsaid;
    }
}
