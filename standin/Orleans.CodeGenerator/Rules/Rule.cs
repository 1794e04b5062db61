using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator.Rules;

/// <summary>Makes the descriptors of rules.</summary>
internal static class Rule
{
    public static DiagnosticDescriptor Error(string id, string title, string message, params string[] tags) =>
        new(id, title, message, "Orleans", DiagnosticSeverity.Error, isEnabledByDefault: true, customTags: tags);
}
