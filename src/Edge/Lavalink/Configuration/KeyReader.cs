namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Reads a key's text, which is not blank unless the key is the password.</summary>
internal delegate KeyReading KeyReader(string text);
