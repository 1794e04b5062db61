namespace Orleans.Runtime;

/// <summary>On a constructor parameter of a grain: which state in which store.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The state's name in the store.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The store's name; null for the default store.</summary>
    public string? StorageName { get; } = storageName;
}
