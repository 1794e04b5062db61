using System.Globalization;
using Fabric.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>What code outside an assembly can see of it.</summary>
internal static class ApiSurface
{
    /// <summary>The stand-in's own workings, which only generated code may touch.</summary>
    private const string Workings = "Orleans.StandIn";

    public static IEnumerable<TypeDefinition> Types(ModuleDefinition module) =>
        module.GetTypes().Where(type => type.IsVisible() && !Outermost(type).Namespace.StartsWith(Workings, StringComparison.Ordinal));

    public static IEnumerable<ApiMember> Of(ModuleDefinition module) => Types(module).SelectMany(Of);

    public static IEnumerable<ApiMember> Of(TypeDefinition type)
    {
        var owner = ApiNames.Full(type);
        return Members(type).Prepend(type).Select(member => new ApiMember(owner, Describe(member), member));
    }

    /// <summary>Visible members that the type itself brings: no accessors, no overrides, nothing of the compiler's.</summary>
    public static IEnumerable<IMemberDefinition> Members(TypeDefinition type)
    {
        var methods = type.Methods.Where(method => IsVisible(method) && !IsAccessor(method) && !IsOverride(method) && !IsCompilers(method));
        var properties = type.Properties.Where(property => Accessors(property).Any(IsVisible) && !Accessors(property).All(IsOverride));
        var fields = type.Fields.Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName);
        return methods.Cast<IMemberDefinition>().Concat(properties).Concat(fields);
    }

    public static bool IsVisible(MethodDefinition method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static IEnumerable<MethodDefinition> Accessors(PropertyDefinition property) =>
        new[] { property.GetMethod, property.SetMethod }.OfType<MethodDefinition>();

    public static string Describe(IMemberDefinition member) => member switch
    {
        TypeDefinition type => Kind(type),
        MethodDefinition method => $"{Modifiers(method)}{Return(method)}{Name(method)}({Parameters(method)})",
        PropertyDefinition property => $"{Modifiers(Accessors(property).First(IsVisible))}{Type(property)} {property.Name} {{ {Access(property)}}}",
        FieldDefinition { HasConstant: true } field => $"const {field.Name} = {Convert.ToString(field.Constant, CultureInfo.InvariantCulture)}",
        FieldDefinition field => $"{(field.IsStatic ? "static " : "")}field {ApiNames.Of(field.FieldType)} {field.Name}",
        _ => throw new NotSupportedException(member.FullName),
    };

    private static string Kind(TypeDefinition type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = type.IsEnum || type.IsValueType || type.BaseType is null or { FullName: "System.Object" } ? [] : new[] { type.BaseType };
        var interfaces = type.Interfaces.Where(_ => !type.IsEnum).Select(one => one.InterfaceType).OrderBy(ApiNames.Of, StringComparer.Ordinal);
        var above = bases.Concat(interfaces).Select(ApiNames.Of).ToArray();
        return above.Length == 0 ? kind : $"{kind} : {string.Join(", ", above)}";
    }

    private static string Modifiers(MethodDefinition method)
    {
        var access = method.IsPublic ? "" : "protected ";
        return access + method switch
        {
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } or { IsVirtual: false } or { IsFinal: true } => "",
            { IsAbstract: true } => "abstract ",
            _ => "virtual ",
        };
    }

    private static string Return(MethodDefinition method) => method.IsConstructor ? "" : ApiNames.Of(method.ReturnType) + " ";

    private static string Name(MethodDefinition method) => method switch
    {
        { IsConstructor: true } => "ctor",
        { HasGenericParameters: true } => $"{method.Name}<{ApiNames.Parameters(method)}>",
        _ => method.Name,
    };

    private static string Parameters(MethodDefinition method)
    {
        var extends = method.Has("System.Runtime.CompilerServices.ExtensionAttribute") ? "this " : "";
        return extends + string.Join(", ", method.Parameters.Select(Parameter));
    }

    private static string Parameter(ParameterDefinition parameter)
    {
        var type = ApiNames.Of(parameter.ParameterType);
        var directed = parameter.IsOut ? type.Replace("ref ", "out ", StringComparison.Ordinal) : type;
        var many = parameter.Has("System.ParamArrayAttribute") ? "params " : "";
        return $"{many}{directed} {parameter.Name}{Default(parameter)}";
    }

    private static string Type(PropertyDefinition property) => ApiNames.Of(property.PropertyType);

    private static string Default(ParameterDefinition parameter) => parameter switch
    {
        { IsOptional: false } => "",
        { HasConstant: true, Constant: bool value } => value ? " = true" : " = false",
        { HasConstant: true, Constant: { } value } => " = " + Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => " = default",
    };

    private static string Access(PropertyDefinition property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsVisible(setter) ? setter.ReturnType is RequiredModifierType ? "init; " : "set; " : "";
        return get + set;
    }

    private static bool IsAccessor(MethodDefinition method) => method.IsGetter || method.IsSetter || method.IsAddOn || method.IsRemoveOn;

    private static bool IsOverride(MethodDefinition method) => method is { IsVirtual: true, IsNewSlot: false, IsStatic: false };

    private static bool IsCompilers(MethodDefinition method) =>
        method.Name.Contains('<', StringComparison.Ordinal) || method.Name == ".cctor"
        || method.Has("System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);
}
