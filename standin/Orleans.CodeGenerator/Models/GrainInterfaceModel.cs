namespace Orleans.CodeGenerator.Models;

/// <summary>A grain interface: what its proxy and requests are generated from.</summary>
/// <param name="TypeName">The interface, fully qualified.</param>
/// <param name="MangledName">The interface's name as part of an identifier.</param>
/// <param name="WireName">The name under which it is called from other processes.</param>
/// <param name="Methods">Its methods, inherited ones included.</param>
internal sealed record GrainInterfaceModel(
    string TypeName,
    string MangledName,
    string WireName,
    EquatableArray<GrainMethodModel> Methods);
