using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Models;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Reads a type with [GenerateSerializer].</summary>
internal static class SerializableParser
{
    /// <summary>The model; null where there are findings, or nothing to generate.</summary>
    public static SerializableModel? Parse(INamedTypeSymbol type, Findings findings)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsGrainClass())
        {
            return null;
        }

        if (!type.IsAccessibleInAssembly())
        {
            findings.Add(GenuineRules.Inaccessible, type, type.Name);
        }

        if (type.IsStatic || type.IsRefLikeType)
        {
            findings.Add(StandInRules.NoInstances, type, type.Name);
        }

        var alias = type.AttributeText(KnownNames.Alias);
        if (alias is null)
        {
            findings.Add(StandInRules.MissingAlias, type, type.Name);
        }

        var baseLevel = BaseLevels.Find(type, findings);
        var members = MemberParser.Parse(type, findings);
        return findings.IsEmpty ? Model(type, alias!, baseLevel, members) : null;
    }

    private static SerializableModel Model(INamedTypeSymbol type, string alias, string? baseLevel, IEnumerable<MemberModel> members) => new(
        TypeName: type.FullName(),
        UnboundTypeName: type.IsGenericType ? type.ConstructUnboundGenericType().FullName() : type.FullName(),
        CodecName: CodecNames.Of(type),
        Alias: alias,
        TypeParameters: new(AllTypeParameters(type).Select(parameter => parameter.Name)),
        Constraints: new(AllTypeParameters(type).Select(Constraints.Clause).Where(clause => clause.Length > 0)),
        Construction: FindConstruction(type),
        IsValueType: type.IsValueType,
        IsPublicBase: type is { IsValueType: false, IsSealed: false } && type.IsPublic(),
        IsShared: Immutability.IsShared(type),
        BaseLevel: baseLevel,
        Members: new(members));

    private static IEnumerable<ITypeParameterSymbol> AllTypeParameters(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? AllTypeParameters(outer) : []).Concat(type.TypeParameters);

    private static Construction FindConstruction(INamedTypeSymbol type)
    {
        if (type.IsAbstract)
        {
            return Construction.None;
        }

        var constructor = type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty);
        if (constructor is null)
        {
            return Construction.Uninitialized;
        }

        if (constructor.DeclaredAccessibility.IsAtLeastInternal() && !HasRequiredMembers(type))
        {
            return Construction.New;
        }

        return type.IsValueType ? Construction.Default : Construction.Accessor;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol? type) =>
        type is not null
        && (type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || HasRequiredMembers(type.BaseType));
}
