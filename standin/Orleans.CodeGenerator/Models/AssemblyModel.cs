namespace Orleans.CodeGenerator.Models;

/// <summary>Everything that an assembly registers.</summary>
internal sealed record AssemblyModel(
    string Name,
    EquatableArray<GrainInterfaceModel> Interfaces,
    EquatableArray<SerializableModel> Serializables,
    EquatableArray<string> GrainClasses)
{
    public bool IsEmpty => Interfaces.Count + Serializables.Count + GrainClasses.Count == 0;
}
