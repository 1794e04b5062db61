using Orleans.CodeGenerator.Models;
using Orleans.CodeGenerator.Parsing;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>Writes the class by which the engine learns what an assembly holds.</summary>
internal static class MetadataEmitter
{
    public static string Emit(AssemblyModel model)
    {
        var space = CodecNames.Namespace(model.Name);
        var name = $"Metadata_{CodecNames.Identifier(model.Name)}";
        var writer = SourceWriter.ForFile();
        writer.Line($"[assembly: {Names.StandIn}.GrainAssembly(typeof(global::{space}.{name}))]");
        writer.Line();
        using (writer.Open($"namespace {space}"))
        {
            writer.TypeAttributes();
            using var type = writer.Open($"internal static class {name}");
            using var body = writer.Open($"public static void Register({Names.StandIn}.GrainAssemblyBuilder builder)");
            writer.Lines(model.Serializables.Select(Codec));
            writer.Lines(model.Interfaces.Select(Interface));
            writer.Lines(model.GrainClasses.Select(grain => $"builder.AddGrainClass(typeof({grain}));"));
        }

        return writer.ToString();
    }

    private static string Codec(SerializableModel model)
    {
        if (!model.IsGeneric)
        {
            return $"builder.AddCodec(new {model.CodecName}(), {Names.Literal(model.Alias)});";
        }

        var codec = $"{model.CodecName}<{new string(',', model.TypeParameters.Count - 1)}>";
        return $"builder.AddGenericCodec(typeof({model.UnboundTypeName}), typeof({codec}), {Names.Literal(model.Alias)});";
    }

    private static string Interface(GrainInterfaceModel model)
    {
        var methods = string.Join(", ", model.Methods.Select(method => $"{method.RequestName}.Descriptor"));
        return $"builder.AddInterface(typeof({model.TypeName}), {Names.Literal(model.WireName)}, "
            + $"static () => new {InterfaceEmitter.ProxyName(model)}(), new {Names.StandIn}.GrainMethod[] {{ {methods} }});";
    }
}
