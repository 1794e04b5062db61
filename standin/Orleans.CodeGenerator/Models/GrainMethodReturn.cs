namespace Orleans.CodeGenerator.Models;

/// <summary>What a grain method returns.</summary>
/// <param name="Type">The declared type, fully qualified.</param>
/// <param name="Result">The type of the awaited result; null where there is none.</param>
/// <param name="IsValueTask">Whether it is a ValueTask.</param>
internal sealed record GrainMethodReturn(string Type, string? Result, bool IsValueTask);
