using Mono.Cecil;

namespace Fabric.Architecture.Tests.Engine;

/// <summary>A visible type, or a visible member of one, and how it is written in the list of the API in use.</summary>
/// <param name="Owner">The type's full name.</param>
/// <param name="Signature">The type's kind and bases, or the member.</param>
/// <param name="Definition">What it was read from.</param>
internal sealed record ApiMember(string Owner, string Signature, IMemberDefinition Definition)
{
    public string Line => $"{Owner} | {Signature}";
}
