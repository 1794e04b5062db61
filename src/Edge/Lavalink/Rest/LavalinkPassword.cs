using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>The password that clients send in <c>Authorization</c>, exactly and without a scheme (lavalink.md §2.1). Compared in constant time.</summary>
internal sealed class LavalinkPassword(string password)
{
    private readonly byte[] _hash = Hash(password);

    /// <summary>Whether a client sent it.</summary>
    public bool Matches(StringValues authorization) => CryptographicOperations.FixedTimeEquals(Hash(authorization.ToString()), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
