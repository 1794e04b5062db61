namespace Fabric.Media.Sources.Http;

/// <summary>
/// A proxy for the http source. It finds the addresses of names itself, so that of private addresses only those written as such can be
/// refused (<see cref="HttpSourceOptions.AllowPrivateAddresses"/>).
/// </summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Port, 1 to 65535.</param>
/// <param name="User">User for basic authentication; empty for none.</param>
/// <param name="Password">The user's password.</param>
public sealed record HttpProxyOptions(string Host, int Port = 3128, string User = "", string Password = "")
{
    /// <summary>Prints no password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
