using Fabric.Edge.Composition;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Where Lavalink's front-end listens: with a password that everybody knows on loopback alone, unless an address is set.</summary>
/// <param name="Listener">The address and port.</param>
/// <param name="Warning">Why it is that one, and what changes it; null where there is nothing to say.</param>
public sealed record LavalinkListener(ListenerOptions Listener, string? Warning)
{
    private const string Loopback = "127.0.0.1";
    private const string PasswordKeys = $"lavalink.server.password (or {LavalinkOptions.Section}:{nameof(LavalinkOptions.Password)})";
    private const string AddressKeys = $"server.address (or {LavalinkOptions.Section}:{nameof(LavalinkOptions.Address)})";

    /// <summary>Decides it.</summary>
    public static LavalinkListener Of(LavalinkOptions options)
    {
        var address = string.IsNullOrWhiteSpace(options.Address) ? null : options.Address;
        var isPublic = string.IsNullOrWhiteSpace(options.Password) || string.Equals(options.Password, LavalinkOptions.DefaultPassword, StringComparison.Ordinal);
        var listener = new ListenerOptions { Address = address ?? (isPublic ? Loopback : ListenerOptions.EveryAddress), Port = options.Port };
        return new LavalinkListener(listener, (isPublic, address) switch
        {
            (false, _) => null,
            (true, null) =>
                $"Lavalink listens on loopback only, because its password is the default one, which everybody knows: set {PasswordKeys} to be "
                + $"reached from other machines, or {AddressKeys} to listen there all the same.",
            (true, _) =>
                $"Lavalink listens on {ShownText.Of(address)}, as is set, though its password is the default one, which everybody knows: set {PasswordKeys}.",
        });
    }
}
