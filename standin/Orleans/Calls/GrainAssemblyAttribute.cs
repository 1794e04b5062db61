using System.ComponentModel;

namespace Orleans.StandIn;

/// <summary>On an assembly with grain interfaces, grains or messages: the generated class that registers them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainAssemblyAttribute(Type metadata) : Attribute
{
    /// <summary>The generated class, with a static <c>Register(GrainAssemblyBuilder)</c>.</summary>
    public Type Metadata { get; } = metadata;
}
