namespace Orleans.CodeGenerator.Models;

/// <summary>A member with [Id].</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="IsCopied">Whether copying the value copies it rather than sharing it.</param>
/// <param name="Getter">The metadata name of what reads it where C# may not; null where C# may.</param>
/// <param name="Setter">The metadata name of what writes it where C# may not; null where C# may.</param>
internal sealed record MemberModel(uint Id, string Name, string Type, bool IsCopied, HiddenMember? Getter, HiddenMember? Setter);
