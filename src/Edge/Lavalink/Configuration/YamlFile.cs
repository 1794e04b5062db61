using Fabric.Edge.Composition;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>Reads a YAML file as Spring does: documents in order, keys flattened to <c>a.b[0].c</c>.</summary>
internal sealed class YamlFile
{
    private const string MergeKey = "<<";

    /// <summary>Aliases of aliases can stand for any number of keys.</summary>
    private const int MostNodes = 20_000;

    private readonly List<SettingEntry> _entries = [];
    private readonly string _file;
    private int _nodes;

    private YamlFile(string file) => _file = file;

    /// <summary>The keys of each document; later documents come before earlier ones.</summary>
    /// <exception cref="SettingException">The text cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<SettingEntry>> Read(string text, string file) =>
        [.. new YamlReader(text, file).Read().Select(document => new YamlFile(file).Flatten(document))];

    private List<SettingEntry> Flatten(YamlNode document)
    {
        if (document is YamlMap map)
        {
            AddMap("", map);
        }
        else if (document is not YamlText { Value: "" })
        {
            throw new SettingException($"{_file}, line {document.Line}: keys with values are expected, as in 'server:', and there is something else.");
        }

        return _entries;
    }

    private void Add(string path, YamlNode node)
    {
        Count(node);
        switch (node)
        {
            case YamlMap { Items.Count: > 0 } map:
                AddMap(path + ".", map);
                break;
            case YamlList { Items.Count: > 0 } list:
                AddList(path, list);
                break;
            default:
                _entries.Add(new SettingEntry(path, node is YamlText text ? text.Value : "", $"{_file}:{node.Line}"));
                break;
        }
    }

    private void AddList(string path, YamlList list)
    {
        for (var index = 0; index < list.Items.Count; index++)
        {
            Add($"{path}[{index}]", list.Items[index]);
        }
    }

    private void AddMap(string prefix, YamlMap map)
    {
        var items = new OrderedDictionary<string, YamlNode>(StringComparer.Ordinal);
        Collect(map, items);
        foreach (var (key, value) in items)
        {
            Add(prefix + key, value);
        }
    }

    /// <summary>The map's own keys, then those of the maps that it merges, as far as it has not got them.</summary>
    private void Collect(YamlMap map, OrderedDictionary<string, YamlNode> items)
    {
        foreach (var (key, value) in map.Items.Where(static item => item.Key != MergeKey))
        {
            items.TryAdd(key, value);
        }

        if (!map.Items.TryGetValue(MergeKey, out var merged))
        {
            return;
        }

        foreach (var source in merged is YamlList several ? several.Items : [merged])
        {
            Count(source);
            Collect(source as YamlMap ?? throw new SettingException($"{_file}, line {merged.Line}: {MergeKey} takes the keys of a map, and this is none."), items);
        }
    }

    private void Count(YamlNode node)
    {
        if (++_nodes > MostNodes)
        {
            throw new SettingException($"{_file}, line {node.Line}: it has more than {MostNodes} keys, aliases followed.");
        }
    }
}
