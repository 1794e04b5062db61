using Fabric.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fabric.Architecture.Tests.Grains;

/// <summary>Keys of grains are built and parsed in one class per grain.</summary>
internal static class KeyRules
{
    /// <summary>GetGrain takes what a …Key class made: <c>GetGrain&lt;IPresenceGrain&gt;(PresenceKey.Of(user))</c>.</summary>
    public static IEnumerable<string> ComposedKeys(SourceFile file) =>
        from call in file.All<InvocationExpressionSyntax>()
        where NameOf(call.Expression) == "GetGrain"
        where call.ArgumentList.Arguments is not [{ Expression: var key }, ..] || !IsOfKeyClass(key)
        select $"{file.At(call)} {call}";

    /// <summary>GetPrimaryKeyString goes straight into a …Key class.</summary>
    public static IEnumerable<string> KeysParsedElsewhere(SourceFile file) =>
        from call in file.All<InvocationExpressionSyntax>()
        where NameOf(call.Expression) is "GetPrimaryKeyString" or "GetPrimaryKey" or "GetPrimaryKeyLong"
        where call.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax parse } || !IsOfKeyClass(parse)
        select $"{file.At(call)} {call}";

    private static bool IsOfKeyClass(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => IsOfKeyClass(call.Expression),
        MemberAccessExpressionSyntax access => NameOf(access.Expression).EndsWith("Key", StringComparison.Ordinal),
        _ => false,
    };

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
