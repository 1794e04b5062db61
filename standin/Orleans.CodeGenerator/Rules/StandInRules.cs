using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator.Rules;

/// <summary>What Orleans would only tell at run time, and what it can and the stand-in cannot.</summary>
internal static class StandInRules
{
    public static readonly DiagnosticDescriptor NotSerializable = Rule.Error(
        "ORLEANSSI001",
        "Only serializable types travel",
        "'{0}' of '{1}' needs '{2}', which cannot be serialized: give it [GenerateSerializer], or use one of the usual primitives and collections");

    public static readonly DiagnosticDescriptor MissingAlias = Rule.Error(
        "ORLEANSSI002",
        "Messages and grain interfaces have an alias",
        "'{0}' needs an [Alias]: it is what processes of different versions know it by");

    public static readonly DiagnosticDescriptor Generic = Rule.Error(
        "ORLEANSSI003",
        "Grains are not generic",
        "'{0}' is generic, which the engine stand-in does not support for grains and their methods");

    public static readonly DiagnosticDescriptor CancellationToken = Rule.Error(
        "ORLEANSSI004",
        "Cancellation does not travel",
        "Parameter '{0}' of grain method '{1}' is a CancellationToken, which the engine stand-in does not carry");

    public static readonly DiagnosticDescriptor GrainReference = Rule.Error(
        "ORLEANSSI005",
        "Grain references do not travel",
        "'{0}' of '{1}' is the grain reference '{2}', which the engine stand-in does not carry: pass the grain's key");

    public static readonly DiagnosticDescriptor StateType = Rule.Error(
        "ORLEANSSI006",
        "State types can be made and stored",
        "The state type '{0}' of parameter '{1}' needs {2}");

    public static readonly DiagnosticDescriptor OneWayResult = Rule.Error(
        "ORLEANSSI007",
        "One-way methods have no result",
        "Grain method '{0}' is [OneWay]: it must return Task or ValueTask");

    public static readonly DiagnosticDescriptor ResponseTimeout = Rule.Error(
        "ORLEANSSI008",
        "Response timeouts are times",
        "The response timeout '{0}' of '{1}' is not a time such as 00:00:03");

    public static readonly DiagnosticDescriptor BaseNotSerializable = Rule.Error(
        "ORLEANSSI009",
        "The bases of serialized types are serialized",
        "'{0}' derives from '{1}', which has no [GenerateSerializer]: its members would be lost");

    public static readonly DiagnosticDescriptor NotSettable = Rule.Error(
        "ORLEANSSI010",
        "Serialized members can be set",
        "Member '{0}' of '{1}' has [Id] but is computed: there is nothing to read its value into");

    public static readonly DiagnosticDescriptor CallAttributeOnClass = Rule.Error(
        "ORLEANSSI011",
        "Call attributes belong on the grain interface",
        "[{0}] on '{1}' has no effect: put it on the method of the grain interface");

    public static readonly DiagnosticDescriptor NoInstances = Rule.Error(
        "ORLEANSSI012",
        "Messages are objects",
        "'{0}' has [GenerateSerializer] but is a static class or ref struct, of which nothing can travel");
}
