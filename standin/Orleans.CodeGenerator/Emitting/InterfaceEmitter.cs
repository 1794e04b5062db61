using Orleans.CodeGenerator.Models;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>Writes the proxy and the requests of a grain interface.</summary>
internal static class InterfaceEmitter
{
    public static string Emit(GrainInterfaceModel model, string space)
    {
        var writer = SourceWriter.ForFile();
        using (writer.Open($"namespace {space}"))
        {
            EmitProxy(writer, model);
            foreach (var method in model.Methods)
            {
                writer.Line();
                RequestEmitter.Emit(writer, model, method);
            }
        }

        return writer.ToString();
    }

    public static string ProxyName(GrainInterfaceModel model) => $"Proxy_{model.MangledName}";

    private static void EmitProxy(SourceWriter writer, GrainInterfaceModel model)
    {
        writer.TypeAttributes();
        using var type = writer.Open($"internal sealed class {ProxyName(model)} : {Names.StandIn}.GrainProxy, {model.TypeName}");
        foreach (var method in model.Methods)
        {
            EmitMethod(writer, method);
        }
    }

    private static void EmitMethod(SourceWriter writer, GrainMethodModel method)
    {
        var parameters = string.Join(", ", method.Parameters.Select((parameter, index) => $"{parameter.Type} arg{index}"));
        using var body = writer.Open($"{method.Return.Type} {method.DeclaringType}.{method.Name}({parameters})");
        var arguments = method.Parameters.Select((_, index) => $"Arg{index} = arg{index}");
        var request = method.Parameters.Count == 0
            ? $"new {method.RequestName}()"
            : $"new {method.RequestName} {{ {string.Join(", ", arguments)} }}";
        if (method.Options.IsOneWay)
        {
            writer.Line($"SendOneWay({request});");
            writer.Line(method.Return.IsValueTask ? "return default;" : $"return {Names.Task}.CompletedTask;");
            return;
        }

        writer.Line(method.Return.IsValueTask ? $"return new {method.Return.Type}(SendAsync({request}));" : $"return SendAsync({request});");
    }
}
