namespace Orleans.CodeGenerator.Symbols;

/// <summary>Metadata names of the types that mean something to the generator.</summary>
internal static class KnownNames
{
    public const string Addressable = "Orleans.Runtime.IAddressable";
    public const string Grain = "Orleans.Grain";
    public const string GrainBase = "Orleans.IGrainBase";
    public const string PersistentState = "Orleans.Runtime.IPersistentState`1";

    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";
    public const string Id = "Orleans.IdAttribute";
    public const string Alias = "Orleans.AliasAttribute";
    public const string Immutable = "Orleans.ImmutableAttribute";
    public const string ResponseTimeout = "Orleans.ResponseTimeoutAttribute";
    public const string OneWay = "Orleans.Concurrency.OneWayAttribute";
    public const string ReadOnly = "Orleans.Concurrency.ReadOnlyAttribute";
    public const string AlwaysInterleave = "Orleans.Concurrency.AlwaysInterleaveAttribute";
    public const string NonSerialized = "System.NonSerializedAttribute";

    public const string Task = "System.Threading.Tasks.Task";
    public const string TaskOfT = "System.Threading.Tasks.Task`1";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string ValueTaskOfT = "System.Threading.Tasks.ValueTask`1";
    public const string CancellationToken = "System.Threading.CancellationToken";
    public const string Exception = "System.Exception";

    /// <summary>Interfaces of Orleans itself that mark grain interfaces and are none.</summary>
    public static readonly HashSet<string> Markers = new(StringComparer.Ordinal)
    {
        Addressable,
        "Orleans.IGrain",
        "Orleans.IGrainWithStringKey",
        "Orleans.IGrainWithGuidKey",
        "Orleans.IGrainWithIntegerKey",
        "Orleans.IGrainWithGuidCompoundKey",
        "Orleans.IGrainWithIntegerCompoundKey",
        "Orleans.IGrainObserver",
        "Orleans.ISystemTarget",
    };
}
