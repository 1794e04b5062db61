namespace Orleans;

/// <summary>On a type: it may appear in grain calls and streams. Every serialized member carries <see cref="IdAttribute" />.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum, AllowMultiple = false, Inherited = false)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether positional parameters of a record are serialized without an id of their own. Unused here: ids are always explicit.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
