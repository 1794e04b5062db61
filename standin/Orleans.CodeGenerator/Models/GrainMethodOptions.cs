namespace Orleans.CodeGenerator.Models;

/// <summary>What the attributes of a grain method say.</summary>
internal sealed record GrainMethodOptions(bool IsOneWay, bool IsReadOnly, bool AlwaysInterleaves, string? ResponseTimeout);
