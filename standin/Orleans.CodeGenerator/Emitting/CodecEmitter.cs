using Orleans.CodeGenerator.Models;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>
/// Writes the codec of a type with [GenerateSerializer]. Each level of an inheritance chain is written by the codec of that level,
/// as a block of its own before the members of the derived type; the codecs of public classes that can be derived from are public
/// for that reason only.
/// </summary>
internal static class CodecEmitter
{
    public static string Emit(SerializableModel model, string space)
    {
        var writer = SourceWriter.ForFile();
        using (writer.Open($"namespace {space}"))
        {
            writer.TypeAttributes();
            EmitClass(writer, model);
        }

        return writer.ToString();
    }

    private static void EmitClass(SourceWriter writer, SerializableModel model)
    {
        var accessibility = model.IsPublicBase ? "public" : "internal";
        var parameters = model.IsGeneric ? $"<{string.Join(", ", model.TypeParameters)}>" : string.Empty;
        var constraints = string.Concat(model.Constraints.Select(clause => $" {clause}"));
        using var type = writer.Open(
            $"{accessibility} sealed class {model.CodecName}{parameters} : {Names.StandIn}.GeneratedCodec<{model.TypeName}>{constraints}");
        if (model.IsShared)
        {
            writer.Line("public override bool IsImmutable => true;");
            writer.Line();
        }

        var codecs = new CodecFields();
        EmitOverrides(writer, model);
        LevelEmitter.Emit(writer, model, codecs);
        AccessorEmitter.Emit(writer, model);
        codecs.Emit(writer);
    }

    private static void EmitOverrides(SourceWriter writer, SerializableModel model)
    {
        var self = model.IsValueType ? "ref " : string.Empty;
        writer.Line($"protected override void WriteFields({Names.Writer} writer, {model.TypeName} value) => WriteLevel(writer, {self}value);");
        writer.Line();
        if (model.Construction == Construction.None)
        {
            var message = Names.Literal($"A message carries the abstract type {model.Alias}.");
            writer.Line($"protected override {model.TypeName} ReadFields(ref {Names.Reader} reader, int end) => throw new global::System.IO.InvalidDataException({message});");
            writer.Line();
            writer.Line($"protected override {model.TypeName} CopyFields({model.TypeName} value) => throw new global::System.NotSupportedException();");
            return;
        }

        using (writer.Open($"protected override {model.TypeName} ReadFields(ref {Names.Reader} reader, int end)"))
        {
            writer.Line($"var value = {New(model)};");
            writer.Line($"ReadLevel(ref reader, end, {self}value);");
            writer.Line("return value;");
        }

        writer.Line();
        using (writer.Open($"protected override {model.TypeName} CopyFields({model.TypeName} value)"))
        {
            writer.Line($"var copy = {New(model)};");
            writer.Line($"CopyLevel({self}value, {self}copy);");
            writer.Line("return copy;");
        }
    }

    private static string New(SerializableModel model) => model.Construction switch
    {
        Construction.New => $"new {model.TypeName}()",
        Construction.Accessor => "Construct()",
        Construction.Default => $"default({model.TypeName})",
        _ => $"({model.TypeName})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({model.TypeName}))",
    };
}
