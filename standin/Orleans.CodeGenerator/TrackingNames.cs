namespace Orleans.CodeGenerator;

/// <summary>The steps of the generator, named so that a test can see which of them ran again.</summary>
internal static class TrackingNames
{
    public const string Interfaces = nameof(Interfaces);
    public const string Serializables = nameof(Serializables);
    public const string Grains = nameof(Grains);
    public const string Assembly = nameof(Assembly);
}
