using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>
/// Whether code that compiles against one type compiles against its namesake: what ours offers, the genuine one must offer too.
/// The genuine one may offer more.
/// </summary>
internal sealed class ApiComparison(TypeDefinition ours, TypeDefinition genuine)
{
    private const string Workings = "Orleans.StandIn";

    private readonly string _name = ApiNames.Full(ours);

    public IEnumerable<string> Differences() =>
        Shape().Concat(Bases()).Concat(Usage()).Concat(Constraints(ours, genuine))
            .Select(difference => $"{_name}: {difference}")
            .Concat(ApiSurface.Members(ours).Where(member => !IsOfWorkings(member)).SelectMany(Compare)
                .Select(difference => $"{_name} | {difference}"));

    /// <summary>What an implementation of ours would lack as an implementation of the genuine interface.</summary>
    public IEnumerable<string> Missing() =>
        from method in genuine.Methods
        where method.IsAbstract && !ours.Methods.Any(own => own.Name == method.Name && SameParameters(own, method))
        select $"{_name} lacks {ApiSurface.Describe(method)}";

    /// <summary>Whether what uses the one can use the other instead.</summary>
    public static bool Accepts(IMemberDefinition own, IMemberDefinition theirs) => (own, theirs) switch
    {
        (MethodDefinition a, MethodDefinition b) => Accepts(a, b),
        (PropertyDefinition a, PropertyDefinition b) => Accepts(a, b),
        _ => ApiSurface.Describe(own) == ApiSurface.Describe(theirs),
    };

    private IEnumerable<string> Shape()
    {
        if (ours.IsInterface != genuine.IsInterface || ours.IsEnum != genuine.IsEnum || ours.IsValueType != genuine.IsValueType)
        {
            yield return $"is {ApiSurface.Describe(ours)}, genuine is {ApiSurface.Describe(genuine)}";
        }

        if (genuine.IsSealed && !ours.IsSealed)
        {
            yield return "can be derived from, the genuine one cannot";
        }

        if (genuine.IsAbstract != ours.IsAbstract)
        {
            yield return genuine.IsAbstract ? "is not abstract, the genuine one is" : "is abstract, the genuine one is not";
        }
    }

    private IEnumerable<string> Bases()
    {
        var above = genuine.AllInterfaces().Concat(genuine.Bases().Append(genuine).Select(type => type.BaseType).OfType<TypeReference>())
            .Select(ApiNames.Of).ToHashSet(StringComparer.Ordinal);
        return ours.Interfaces.Select(one => one.InterfaceType).Append(ours.BaseType).OfType<TypeReference>()
            .Where(type => !type.Namespace.StartsWith(Workings, StringComparison.Ordinal) && !above.Contains(ApiNames.Of(type)))
            .Select(type => $"is a {ApiNames.Of(type)}, the genuine one is not");
    }

    /// <summary>An attribute may not go where the genuine one may not go.</summary>
    private IEnumerable<string> Usage()
    {
        const string Name = "System.AttributeUsageAttribute";
        if (ours.Attribute(Name) is { } own && genuine.Attribute(Name) is { } theirs)
        {
            var (allowed, permitted) = ((AttributeTargets)own.ConstructorArguments[0].Value, (AttributeTargets)theirs.ConstructorArguments[0].Value);
            if ((allowed | permitted) != permitted)
            {
                yield return $"may be put on {allowed}, the genuine one on {permitted}";
            }

            if (AllowsMany(own) && !AllowsMany(theirs))
            {
                yield return "may be put many times, the genuine one once";
            }
        }
    }

    private IEnumerable<string> Compare(IMemberDefinition member)
    {
        var namesakes = Lineage(genuine).SelectMany(ApiSurface.Members).Where(other => other.Name == member.Name && other.GetType() == member.GetType()).ToArray();
        if (namesakes.FirstOrDefault(other => Accepts(member, other)) is { } counterpart)
        {
            return ApiNullability.Differences(member, counterpart);
        }

        var offered = namesakes.Length == 0 ? "nothing of that name" : string.Join("; ", namesakes.Select(ApiSurface.Describe));
        return [$"{ApiSurface.Describe(member)}: the genuine one has {offered}"];
    }

    private static bool Accepts(MethodDefinition own, MethodDefinition theirs) =>
        own.IsStatic == theirs.IsStatic
        && (!own.IsPublic || theirs.IsPublic)
        && own.GenericParameters.Count == theirs.GenericParameters.Count
        && ApiNames.Of(own.ReturnType) == ApiNames.Of(theirs.ReturnType)
        && IsExtension(own) == IsExtension(theirs)
        && (!IsOpen(own) || IsOpen(theirs))
        && AcceptsArguments(own, theirs)
        && !Constraints(own, theirs).Any();

    /// <summary>The same parameters under the same names; the genuine method may have optional ones after them.</summary>
    private static bool AcceptsArguments(MethodDefinition own, MethodDefinition theirs)
    {
        var (have, want) = (own.Parameters, theirs.Parameters);
        return have.Count <= want.Count
            && have.Zip(want).All(pair => SameParameter(pair.First, pair.Second))
            && want.Skip(have.Count).All(parameter => parameter.IsOptional && !IsOpen(own));
    }

    private static bool SameParameter(ParameterDefinition own, ParameterDefinition theirs) =>
        ApiNames.Of(own.ParameterType) == ApiNames.Of(theirs.ParameterType)
        && own.Name == theirs.Name
        && own.IsOut == theirs.IsOut
        && (!own.IsOptional || (theirs.IsOptional && Equals(own.Constant, theirs.Constant)))
        && (!IsMany(own) || IsMany(theirs));

    private static bool Accepts(PropertyDefinition own, PropertyDefinition theirs) =>
        ApiNames.Of(own.PropertyType) == ApiNames.Of(theirs.PropertyType)
        && Offers(own.GetMethod, theirs.GetMethod)
        && Offers(own.SetMethod, theirs.SetMethod);

    private static bool Offers(MethodDefinition? own, MethodDefinition? theirs) =>
        own is null || !ApiSurface.IsVisible(own)
        || (theirs is not null && own.IsStatic == theirs.IsStatic && (!own.IsPublic || theirs.IsPublic) && (!IsOpen(own) || IsOpen(theirs))
            && own.ReturnType is RequiredModifierType == theirs.ReturnType is RequiredModifierType);

    /// <summary>What the genuine one demands of type arguments, ours must demand too.</summary>
    private static IEnumerable<string> Constraints(IGenericParameterProvider own, IGenericParameterProvider theirs) =>
        from pair in own.GenericParameters.Zip(theirs.GenericParameters)
        from missing in Demands(pair.Second).Except(Demands(pair.First), StringComparer.Ordinal)
        select $"does not demand that {pair.First.Name} is {missing}";

    private static IEnumerable<string> Demands(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => ApiNames.Of(constraint.ConstraintType))
            .Append(parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "a class" : "")
            .Append(parameter.Attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? "a struct" : "")
            .Append(parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? "constructible" : "")
            .Append((parameter.Attributes & GenericParameterAttributes.VarianceMask).ToString())
            .Where(demand => demand.Length > 0);

    private static IEnumerable<TypeDefinition> Lineage(TypeDefinition type) =>
        type.Bases().Concat(type.AllInterfaces().Select(one => one.TryResolve()).OfType<TypeDefinition>()).Prepend(type);

    private static bool SameParameters(MethodDefinition own, MethodDefinition theirs) =>
        own.Parameters.Select(parameter => ApiNames.Of(parameter.ParameterType)).SequenceEqual(
            theirs.Parameters.Select(parameter => ApiNames.Of(parameter.ParameterType)), StringComparer.Ordinal);

    private static bool IsOfWorkings(IMemberDefinition member) =>
        member is MethodDefinition method
        && method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)
            .Any(type => type.Namespace.StartsWith(Workings, StringComparison.Ordinal));

    private static bool IsOpen(MethodDefinition method) => method is { IsVirtual: true, IsFinal: false };

    private static bool IsExtension(MethodDefinition method) => method.Has("System.Runtime.CompilerServices.ExtensionAttribute");

    private static bool IsMany(ParameterDefinition parameter) => parameter.Has("System.ParamArrayAttribute");

    private static bool AllowsMany(CustomAttribute usage) =>
        usage.Properties.Any(property => property is { Name: "AllowMultiple", Argument.Value: true });
}
