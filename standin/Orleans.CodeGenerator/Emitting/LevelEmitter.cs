using Orleans.CodeGenerator.Models;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>Writes what writes, reads and copies the members that one type itself declares, after those of its base.</summary>
internal static class LevelEmitter
{
    public static void Emit(SourceWriter writer, SerializableModel model, CodecFields codecs)
    {
        var self = $"{(model.IsValueType ? "ref " : string.Empty)}{model.TypeName}";
        writer.Line();
        EmitWrite(writer, model, codecs, self);
        writer.Line();
        EmitRead(writer, model, codecs, self);
        writer.Line();
        EmitCopy(writer, model, codecs, self);
    }

    private static void EmitWrite(SourceWriter writer, SerializableModel model, CodecFields codecs, string self)
    {
        using var body = writer.Open($"public static void WriteLevel({Names.Writer} writer, {self} value)");
        if (model.BaseLevel is { } level)
        {
            writer.Line("var level = writer.BeginBlock();");
            writer.Line($"{level}.WriteLevel(writer, value);");
            writer.Line("writer.EndBlock(level);");
        }

        foreach (var member in model.Members)
        {
            writer.Line($"writer.WriteFieldId({member.Id}u);");
            writer.Line($"{codecs.For(member.Type)}.Write(writer, {Get(model, member, "value")});");
        }
    }

    private static void EmitRead(SourceWriter writer, SerializableModel model, CodecFields codecs, string self)
    {
        using var body = writer.Open($"public static void ReadLevel(ref {Names.Reader} reader, int end, {self} value)");
        if (model.BaseLevel is { } level)
        {
            writer.Line("var level = reader.BeginBlock();");
            writer.Line($"{level}.ReadLevel(ref reader, level, value);");
            writer.Line("reader.EndBlock(level);");
        }

        using var loop = writer.Open("while (reader.TryReadFieldId(end, out var id))");
        using var cases = writer.Open("switch (id)");
        foreach (var member in model.Members)
        {
            writer.Line($"case {member.Id}u:");
            writer.Line($"    {Set(model, member, "value", $"{codecs.For(member.Type)}.Read(ref reader)")};");
            writer.Line("    break;");
        }

        writer.Line("default:");
        writer.Line("    return;");
    }

    private static void EmitCopy(SourceWriter writer, SerializableModel model, CodecFields codecs, string self)
    {
        using var body = writer.Open($"public static void CopyLevel({self} value, {self} copy)");
        if (model.BaseLevel is { } level)
        {
            writer.Line($"{level}.CopyLevel(value, copy);");
        }

        foreach (var member in model.Members)
        {
            var original = Get(model, member, "value");
            writer.Line($"{Set(model, member, "copy", member.IsCopied ? $"{codecs.For(member.Type)}.Copy({original})" : original)};");
        }
    }

    private static string Get(SerializableModel model, MemberModel member, string target) => member.Getter is null
        ? $"{target}.{member.Name}"
        : $"{AccessorEmitter.Getter(member)}({(model.IsValueType ? "ref " : string.Empty)}{target})";

    private static string Set(SerializableModel model, MemberModel member, string target, string value)
    {
        var self = model.IsValueType ? $"ref {target}" : target;
        return member.Setter switch
        {
            null => $"{target}.{member.Name} = {value}",
            { IsField: true } => $"{AccessorEmitter.Setter(member)}({self}) = {value}",
            _ => $"{AccessorEmitter.Setter(member)}({self}, {value})",
        };
    }
}
