using Microsoft.CodeAnalysis.CSharp;

namespace Orleans.CodeGenerator.Emitting;

/// <summary>Names that generated code uses.</summary>
internal static class Names
{
    public const string StandIn = "global::Orleans.StandIn";
    public const string Writer = $"{StandIn}.MessageWriter";
    public const string Reader = $"{StandIn}.MessageReader";
    public const string NoResult = $"{StandIn}.NoResult";
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Literal(bool value) => value ? "true" : "false";
}
