using Orleans.CodeGenerator.Parsing;

namespace Orleans.CodeGenerator.Models;

/// <summary>A type with [GenerateSerializer]: what its codec is generated from.</summary>
/// <param name="TypeName">The type, fully qualified, with its type parameters.</param>
/// <param name="UnboundTypeName">The same as <c>typeof</c> takes it: <c>Pair&lt;,&gt;</c>.</param>
/// <param name="CodecName">The name of the codec class, without type parameters.</param>
/// <param name="Alias">The name under which values travel.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
/// <param name="Constraints">Their constraint clauses.</param>
/// <param name="Construction">How an empty value is made.</param>
/// <param name="IsValueType">Whether it is a struct.</param>
/// <param name="IsPublicBase">Whether types of other assemblies may derive from it.</param>
/// <param name="IsShared">Whether values are passed on in one process without a copy.</param>
/// <param name="BaseLevel">The class that writes and reads the members of the base type; null where there is none.</param>
/// <param name="Members">The members of this level, ids ascending.</param>
internal sealed record SerializableModel(
    string TypeName,
    string UnboundTypeName,
    string CodecName,
    string Alias,
    EquatableArray<string> TypeParameters,
    EquatableArray<string> Constraints,
    Construction Construction,
    bool IsValueType,
    bool IsPublicBase,
    bool IsShared,
    string? BaseLevel,
    EquatableArray<MemberModel> Members)
{
    public bool HasExceptionBase => string.Equals(BaseLevel, BaseLevels.ExceptionLevel, StringComparison.Ordinal);

    public bool IsGeneric => TypeParameters.Count > 0;
}
