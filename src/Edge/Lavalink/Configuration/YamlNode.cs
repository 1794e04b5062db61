namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>A value of a YAML document. An alias is the very node that it names, never one that holds it.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
internal abstract record YamlNode(long Line);

/// <summary>A text; empty for null.</summary>
internal sealed record YamlText(string Value, long Line) : YamlNode(Line);

/// <summary>A list.</summary>
internal sealed record YamlList(IReadOnlyList<YamlNode> Items, long Line) : YamlNode(Line);

/// <summary>Keys with their values, in order.</summary>
internal sealed record YamlMap(OrderedDictionary<string, YamlNode> Items, long Line) : YamlNode(Line);
