using Orleans.CodeGenerator.Models;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>Writes the request class of a grain method.</summary>
internal static class RequestEmitter
{
    public static void Emit(SourceWriter writer, GrainInterfaceModel owner, GrainMethodModel method)
    {
        writer.TypeAttributes();
        var result = method.Return.Result ?? Names.NoResult;
        using var type = writer.Open($"internal sealed class {method.RequestName} : {Names.StandIn}.GrainRequest<{result}>");
        EmitDescriptor(writer, owner, method);
        for (var index = 0; index < method.Parameters.Count; index++)
        {
            writer.Line($"public {method.Parameters[index].Type} Arg{index};");
        }

        writer.Line();
        writer.Line($"public override {Names.StandIn}.GrainMethod Method => Descriptor;");
        writer.Line();
        EmitInvoke(writer, method);
        var codecs = new CodecFields();
        EmitCopy(writer, method, codecs);
        EmitWrite(writer, method, codecs);
        EmitRead(writer, method, codecs);
        codecs.Emit(writer);
    }

    private static void EmitDescriptor(SourceWriter writer, GrainInterfaceModel owner, GrainMethodModel method)
    {
        var descriptor = $"{Names.StandIn}.GrainMethod";
        using var initializer = writer.Open($"public static readonly {descriptor} Descriptor = new {descriptor}", "};");
        writer.Line($"InterfaceName = {Names.Literal(owner.WireName)},");
        writer.Line($"Name = {Names.Literal(method.WireName)},");
        writer.Line($"IsReadOnly = {Names.Literal(method.Options.IsReadOnly)},");
        writer.Line($"AlwaysInterleaves = {Names.Literal(method.Options.AlwaysInterleaves)},");
        writer.Line($"ResponseTimeout = {(method.Options.ResponseTimeout is { } timeout ? Names.Literal(timeout) : "null")},");
        writer.Line($"CreateRequest = static () => new {method.RequestName}(),");
    }

    private static void EmitInvoke(SourceWriter writer, GrainMethodModel method)
    {
        var arguments = string.Join(", ", method.Parameters.Select((_, index) => $"Arg{index}"));
        var call = $"(({method.DeclaringType})grain).{method.Name}({arguments})";
        writer.Line($"public override {Names.Task} InvokeAsync(object grain) => {call}{(method.Return.IsValueTask ? ".AsTask()" : string.Empty)};");
    }

    private static void EmitCopy(SourceWriter writer, GrainMethodModel method, CodecFields codecs)
    {
        writer.Line();
        using var body = writer.Open("public override void CopyArguments()");
        for (var index = 0; index < method.Parameters.Count; index++)
        {
            if (method.Parameters[index].IsCopied)
            {
                writer.Line($"Arg{index} = {codecs.For(method.Parameters[index].Type)}.Copy(Arg{index});");
            }
        }
    }

    private static void EmitWrite(SourceWriter writer, GrainMethodModel method, CodecFields codecs)
    {
        writer.Line();
        using var body = writer.Open($"public override void WriteArguments({Names.Writer} writer)");
        for (var index = 0; index < method.Parameters.Count; index++)
        {
            writer.Line($"{codecs.For(method.Parameters[index].Type)}.Write(writer, Arg{index});");
        }
    }

    private static void EmitRead(SourceWriter writer, GrainMethodModel method, CodecFields codecs)
    {
        writer.Line();
        using var body = writer.Open($"public override void ReadArguments(ref {Names.Reader} reader)");
        for (var index = 0; index < method.Parameters.Count; index++)
        {
            writer.Line($"Arg{index} = {codecs.For(method.Parameters[index].Type)}.Read(ref reader);");
        }
    }
}
