using Microsoft.CodeAnalysis;
using Orleans.CodeGenerator.Rules;
using Orleans.CodeGenerator.Symbols;

namespace Orleans.CodeGenerator.Parsing;

/// <summary>Finds what writes and reads the members that a type inherits: ids count anew at each level.</summary>
internal static class BaseLevels
{
    /// <summary>The generated class for the members of <see cref="Exception" />.</summary>
    public const string ExceptionLevel = "ExceptionLevel";

    public static string? Find(INamedTypeSymbol type, Findings findings)
    {
        var parent = type.BaseType;
        if (parent is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType })
        {
            return null;
        }

        if (parent.OriginalDefinition.HasAttribute(KnownNames.GenerateSerializer))
        {
            return CodecNames.Qualified(parent);
        }

        // The exceptions of the framework and of libraries travel with what System.Exception has.
        if (parent.DerivesFrom(KnownNames.Exception) && !parent.Locations.Any(location => location.IsInSource))
        {
            return ExceptionLevel;
        }

        findings.Add(StandInRules.BaseNotSerializable, type, type.Name, parent.Name);
        return null;
    }
}
