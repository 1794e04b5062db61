using Orleans.CodeGenerator.Parsing;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>
/// Writes the class for the members of <see cref="Exception" />. They have no setters, and message and cause can only be given to a
/// constructor; a derived exception need not have a constructor that takes them, so Exception's own is called on the object that the
/// codec made. The cause travels as text: its type may be unknown to the reader.
/// </summary>
internal static class ExceptionLevelEmitter
{
    private static readonly string[] Body =
    [
        $"public static void WriteLevel({Names.Writer} writer, global::System.Exception value)",
        "{",
        "    var inner = value.InnerException;",
        "    Write(writer, 0u, value.Message);",
        "    Write(writer, 1u, inner is null ? null : inner.GetType().FullName + \": \" + inner.Message);",
        "    Write(writer, 2u, value.StackTrace);",
        "}",
        "",
        $"public static void ReadLevel(ref {Names.Reader} reader, int end, global::System.Exception value)",
        "{",
        "    string message = null;",
        "    string inner = null;",
        "    string trace = null;",
        "    while (reader.TryReadFieldId(end, out var id) && id <= 2u)",
        "    {",
        "        var text = Text.Read(ref reader);",
        "        message = id == 0u ? text : message;",
        "        inner = id == 1u ? text : inner;",
        "        trace = id == 2u ? text : trace;",
        "    }",
        "",
        "    Construct(value, message, inner is null ? null : new global::System.Exception(inner));",
        "    if (trace is not null)",
        "    {",
        "        global::System.Runtime.ExceptionServices.ExceptionDispatchInfo.SetRemoteStackTrace(value, trace);",
        "    }",
        "}",
        "",
        "public static void CopyLevel(global::System.Exception value, global::System.Exception copy) =>",
        "    Construct(copy, value.Message, value.InnerException);",
        "",
        $"private static {Names.StandIn}.Codec<string> Text => {Names.StandIn}.Codecs.Get<string>();",
        "",
        $"private static void Write({Names.Writer} writer, uint id, string text)",
        "{",
        "    writer.WriteFieldId(id);",
        "    Text.Write(writer, text);",
        "}",
        "",
        "[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Method, Name = \".ctor\")]",
        "private static extern void Construct(global::System.Exception target, string message, global::System.Exception inner);",
    ];

    public static string Emit(string space)
    {
        var writer = SourceWriter.ForFile();
        using (writer.Open($"namespace {space}"))
        {
            writer.TypeAttributes();
            using var type = writer.Open($"internal static class {BaseLevels.ExceptionLevel}");
            writer.Lines(Body);
        }

        return writer.ToString();
    }
}
