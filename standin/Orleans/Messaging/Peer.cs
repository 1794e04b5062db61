namespace Orleans.Runtime.Messaging;

/// <summary>Who opened a connection: a silo, or a client with an id of its own.</summary>
internal sealed record Peer(SiloAddress? Silo, string? Client)
{
    public override string ToString() => Silo is null ? $"client {Client}" : $"silo {Silo}";
}
