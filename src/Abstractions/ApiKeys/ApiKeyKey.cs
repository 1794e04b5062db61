namespace Fabric.Abstractions.ApiKeys;

/// <summary>The key of an <see cref="IApiKeyGrain" />: the API key's hash.</summary>
public static class ApiKeyKey
{
    /// <summary>The key of an API key's grain.</summary>
    public static string Of(ApiKeyHash hash) => hash.Value;

    /// <summary>The hash of a key.</summary>
    public static ApiKeyHash Parse(string key) => new(key);
}
