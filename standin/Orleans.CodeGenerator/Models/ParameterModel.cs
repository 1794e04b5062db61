namespace Orleans.CodeGenerator.Models;

/// <summary>A parameter of a grain method.</summary>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="IsCopied">Whether an argument is copied between caller and callee in one process.</param>
internal sealed record ParameterModel(string Type, bool IsCopied);
