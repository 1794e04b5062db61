using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Models;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Reads the serialized members of one type, without those it inherits.</summary>
internal static class MemberParser
{
    public static IEnumerable<MemberModel> Parse(INamedTypeSymbol type, Findings findings)
    {
        var members = new SortedDictionary<uint, (ISymbol Symbol, MemberModel Model)>();
        foreach (var member in type.GetMembers().Where(IsCandidate))
        {
            if (member.FindAttribute(KnownNames.Id) is not { } attribute)
            {
                RequireId(member, findings);
                continue;
            }

            var id = attribute.ConstructorArguments.FirstOrDefault().Value is uint value ? value : 0;
            if (Parse(member, id, findings) is not { } model)
            {
                continue;
            }

            if (members.TryGetValue(id, out var other))
            {
                findings.Add(GenuineRules.DuplicateId, member, id, member.Name, other.Symbol.Name);
                continue;
            }

            members.Add(id, (member, model));
        }

        return members.Values.Select(member => member.Model);
    }

    private static bool IsCandidate(ISymbol member) =>
        member is IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false } or IPropertySymbol { IsIndexer: false };

    private static void RequireId(ISymbol member, Findings findings)
    {
        var mustHave = member switch
        {
            { IsStatic: true } => false,
            IFieldSymbol field => !field.HasAttribute(KnownNames.NonSerialized),
            IPropertySymbol { SetMethod: not null } property =>
                BackingField(property) is { } field && !field.HasAttribute(KnownNames.NonSerialized),
            _ => false,
        };
        if (mustHave)
        {
            findings.Add(GenuineRules.MissingId, member, member.Name, member.ContainingType.Name);
        }
    }

    private static MemberModel? Parse(ISymbol member, uint id, Findings findings)
    {
        if (member.IsStatic || member.IsAbstract)
        {
            findings.Add(GenuineRules.UnserializableMember, member, member.Name, member.ContainingType.Name);
            return null;
        }

        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        TypeCheck.Member(member, type, findings);
        var (getter, setter, isSettable) = member is IFieldSymbol ownField ? Access(ownField) : Access((IPropertySymbol)member);
        if (!isSettable)
        {
            findings.Add(StandInRules.NotSettable, member, member.Name, member.ContainingType.Name);
            return null;
        }

        var isCopied = !Immutability.IsShared(type) && !member.HasAttribute(KnownNames.Immutable);
        return new MemberModel(id, member.Identifier(), type.FullName(), isCopied, getter, setter);
    }

    private static (HiddenMember? Getter, HiddenMember? Setter, bool IsSettable) Access(IFieldSymbol field)
    {
        var hidden = new HiddenMember(field.MetadataName, IsField: true);
        var isHidden = !field.DeclaredAccessibility.IsAtLeastInternal();
        return (isHidden ? hidden : null, isHidden || field.IsReadOnly ? hidden : null, true);
    }

    private static (HiddenMember? Getter, HiddenMember? Setter, bool IsSettable) Access(IPropertySymbol property)
    {
        var backing = BackingField(property) is { } field ? new HiddenMember(field.MetadataName, IsField: true) : null;
        var getter = IsVisible(property, property.GetMethod) ? null : Hidden(property.GetMethod) ?? backing;
        var isGettable = getter is not null || property.GetMethod is not null;
        if (IsVisible(property, property.SetMethod) && !property.SetMethod!.IsInitOnly)
        {
            return (getter, null, isGettable);
        }

        var setter = Hidden(property.SetMethod) ?? backing;
        return (getter, setter, isGettable && setter is not null);
    }

    private static HiddenMember? Hidden(IMethodSymbol? accessor) =>
        accessor is null ? null : new HiddenMember(accessor.MetadataName, IsField: false);

    private static bool IsVisible(IPropertySymbol property, IMethodSymbol? accessor) =>
        accessor is not null
        && property.ExplicitInterfaceImplementations.IsEmpty
        && property.DeclaredAccessibility.IsAtLeastInternal()
        && accessor.DeclaredAccessibility.IsAtLeastInternal();

    private static IFieldSymbol? BackingField(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
