namespace Fabric.Protocol.Lavalink;

/// <summary>A block of addresses (lavalink.md §2.3).</summary>
/// <param name="IsVersion6">Whether they are addresses of version 6.</param>
/// <param name="Size">How many they are, as a decimal number: of version 6 there are many.</param>
public sealed record IpBlock(bool IsVersion6, string Size);
