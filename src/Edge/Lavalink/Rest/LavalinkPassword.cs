using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.Lavalink.Rest;

/// <summary>
/// The password that clients send in <c>Authorization</c>, exactly and without a scheme (lavalink.md §2.1). Compared in a time that tells neither what it
/// is nor how long: both are brought to one length with zeros, which no header has.
/// </summary>
internal sealed class LavalinkPassword
{
    private const int ShortestLength = 256;
    private const int LongestOnStack = 1024;

    private readonly byte[] _password;

    public LavalinkPassword(string password)
    {
        _password = new byte[Math.Max(ShortestLength, Encoding.UTF8.GetByteCount(password))];
        Encoding.UTF8.GetBytes(password, _password);
    }

    /// <summary>Whether a client sent it.</summary>
    public bool Matches(StringValues authorization)
    {
        var sent = _password.Length <= LongestOnStack ? stackalloc byte[_password.Length] : new byte[_password.Length];
        sent.Clear();
        return Encoding.UTF8.TryGetBytes(authorization.ToString(), sent, out _) && CryptographicOperations.FixedTimeEquals(sent, _password);
    }
}
