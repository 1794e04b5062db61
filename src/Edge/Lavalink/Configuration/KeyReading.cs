namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>What a key's text means.</summary>
/// <param name="Value">The value as the fabric's own setting is written; nothing where there is a problem.</param>
/// <param name="Problem">What it must be instead, when it cannot be used at all.</param>
/// <param name="Correction">In words, when Lavalink quietly takes another value.</param>
/// <param name="Taken">That other value, in the key's own unit.</param>
internal readonly record struct KeyReading(string Value, string? Problem = null, string? Correction = null, string? Taken = null)
{
    public static KeyReading Refused(string problem) => new("", problem);
}
