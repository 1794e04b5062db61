using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator.Rules;

/// <summary>Rules that Orleans' own generator and analyzers have, under their ids.</summary>
internal static class GenuineRules
{
    public static readonly DiagnosticDescriptor InterleaveOnClass = Rule.Error(
        "ORLEANS0001",
        "[AlwaysInterleave] belongs on the grain interface",
        "[AlwaysInterleave] on '{0}' has no effect: put it on the method of the grain interface");

    public static readonly DiagnosticDescriptor ReferenceParameter = Rule.Error(
        "ORLEANS0002",
        "Grain methods have no ref, in or out parameters",
        "Parameter '{0}' of grain method '{1}' is passed by reference, which a call to another process cannot do");

    public static readonly DiagnosticDescriptor MissingId = Rule.Error(
        "ORLEANS0004",
        "Serialized members have an id",
        "Member '{0}' of '{1}' has neither [Id] nor [NonSerialized]");

    public static readonly DiagnosticDescriptor UnserializableMember = Rule.Error(
        "ORLEANS0006",
        "Static and abstract members cannot be serialized",
        "Member '{0}' of '{1}' has [Id] but is static or abstract");

    public static readonly DiagnosticDescriptor InterfaceProperty = Rule.Error(
        "ORLEANS0008",
        "Grain interfaces have methods only",
        "'{0}' is not allowed in grain interface '{1}': only methods can be called from afar");

    public static readonly DiagnosticDescriptor ReturnType = Rule.Error(
        "ORLEANS0009",
        "Grain methods return tasks",
        "Grain method '{0}' returns '{1}': it must return Task, Task<T>, ValueTask or ValueTask<T>");

    public static readonly DiagnosticDescriptor DuplicateAlias = Rule.Error(
        "ORLEANS0011",
        "Aliases are unique",
        "The alias '{0}' of '{1}' is also that of '{2}'");

    /// <summary>The same for types, which can only be told when all of them were seen.</summary>
    public static readonly DiagnosticDescriptor DuplicateTypeAlias = Rule.Error(
        "ORLEANS0011",
        "Aliases are unique",
        "The alias '{0}' of '{1}' is also that of '{2}'",
        WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor DuplicateId = Rule.Error(
        "ORLEANS0012",
        "Ids are unique in their type",
        "The id {0} of '{1}' is also that of '{2}'");

    public static readonly DiagnosticDescriptor AttributeOnGrain = Rule.Error(
        "ORLEANS0013",
        "Grain classes are not messages",
        "[{0}] does not belong on grain class '{1}'");

    public static readonly DiagnosticDescriptor ConfigureAwait = Rule.Error(
        "ORLEANS0014",
        "Grain code stays on its scheduler",
        "ConfigureAwait in grain code must continue on the captured context: other threads may run the grain meanwhile");

    public static readonly DiagnosticDescriptor Inaccessible = Rule.Error(
        "ORLEANS0107",
        "Generated code must be able to name the type",
        "'{0}' is not accessible to generated code: make it and the types around it public or internal");
}
