using Orleans.CodeGenerator.Models;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>Writes the [UnsafeAccessor] methods for constructors and members that C# does not let generated code use.</summary>
internal static class AccessorEmitter
{
    private const string Kind = "global::System.Runtime.CompilerServices.UnsafeAccessorKind";

    public static string Getter(MemberModel member) => $"{(member.Getter!.IsField ? "Field" : "Get")}_{member.Id}";

    public static string Setter(MemberModel member) => $"{(member.Setter!.IsField ? "Field" : "Set")}_{member.Id}";

    public static void Emit(SourceWriter writer, SerializableModel model)
    {
        if (model.Construction == Construction.Accessor)
        {
            Method(writer, $"{Kind}.Constructor", $"{model.TypeName} Construct()");
        }

        var self = $"{(model.IsValueType ? "ref " : string.Empty)}{model.TypeName} target";
        foreach (var member in model.Members)
        {
            Emit(writer, member, self);
        }
    }

    private static void Emit(SourceWriter writer, MemberModel member, string self)
    {
        var field = member.Getter is { IsField: true } ? member.Getter : member.Setter is { IsField: true } ? member.Setter : null;
        if (field is not null)
        {
            Method(writer, Named("Field", field), $"ref {member.Type} Field_{member.Id}({self})");
        }

        if (member.Getter is { IsField: false } getter)
        {
            Method(writer, Named("Method", getter), $"{member.Type} {Getter(member)}({self})");
        }

        if (member.Setter is { IsField: false } setter)
        {
            Method(writer, Named("Method", setter), $"void {Setter(member)}({self}, {member.Type} value)");
        }
    }

    private static string Named(string kind, HiddenMember member) => $"{Kind}.{kind}, Name = {Names.Literal(member.MetadataName)}";

    private static void Method(SourceWriter writer, string arguments, string signature)
    {
        writer.Line();
        writer.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor({arguments})]");
        writer.Line($"private static extern {signature};");
    }
}
