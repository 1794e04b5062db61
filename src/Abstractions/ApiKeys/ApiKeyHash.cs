using System.Security.Cryptography;
using System.Text;
using Orleans;

namespace Fabric.Abstractions.ApiKeys;

/// <summary>What is known of an API key: its SHA-256, in lower-case hex. The key itself is in nobody's hands but its owner's.</summary>
[GenerateSerializer, Immutable, Alias("fabric.ApiKeyHash")]
public readonly record struct ApiKeyHash([property: Id(0)] string Value)
{
    /// <summary>Of a key, which is any text: Lanyard's older keys have no prefix.</summary>
    public static ApiKeyHash Of(string key) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));

    /// <inheritdoc />
    public override string ToString() => Value;
}
