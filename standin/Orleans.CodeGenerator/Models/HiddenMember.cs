namespace Orleans.CodeGenerator.Models;

/// <summary>A field or method that generated code reaches by [UnsafeAccessor].</summary>
internal sealed record HiddenMember(string MetadataName, bool IsField);
