using Fabric.Edge.Composition;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>
/// Reads the documents of a YAML text. Refusals say where and why but quote nothing of the text, which may be a password: one that begins
/// with <c>*</c> and has no quotes, for example, is an alias.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="file">Its file's name, for refusals.</param>
internal sealed class YamlReader(string text, string file)
{
    /// <summary>Lavalink's own keys are four deep; the limit keeps the call stack short.</summary>
    private const int DeepestNesting = 64;

    private const string Tab = "indented by a tab; YAML wants spaces";

    private readonly string[] _lines = text.Split('\n');
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly Parser _parser = new(new StringReader(text));

    /// <summary>The top node of each document.</summary>
    /// <exception cref="SettingException">The text is not YAML, or more than a configuration needs.</exception>
    public IReadOnlyList<YamlNode> Read()
    {
        var documents = new List<YamlNode>();
        while (Next() is not StreamEnd)
        {
            if (_parser.Current is DocumentStart)
            {
                _anchors.Clear();
                documents.Add(ReadNode(Next(), 0));
            }
        }

        return documents;
    }

    private YamlNode ReadNode(ParsingEvent start, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Refuse(start.Start, $"nested more than {DeepestNesting} deep");
        }

        var node = start switch
        {
            Scalar scalar => new YamlText(TextOf(scalar), scalar.Start.Line),
            SequenceStart => ReadList(start, depth),
            MappingStart => ReadMap(start, depth),
            AnchorAlias alias => _anchors.GetValueOrDefault(alias.Value.Value)
                ?? throw Refuse(start.Start, "an alias (*name) of something that is not there before it; a text that begins with * needs quotes"),
            _ => throw Refuse(start.Start, "not a value"),
        };
        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private YamlList ReadList(ParsingEvent start, int depth)
    {
        var items = new List<YamlNode>();
        while (Next() is not SequenceEnd)
        {
            items.Add(ReadNode(_parser.Current!, depth + 1));
        }

        return new YamlList(items, start.Start.Line);
    }

    private YamlMap ReadMap(ParsingEvent start, int depth)
    {
        var items = new OrderedDictionary<string, YamlNode>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            var key = _parser.Current as Scalar ?? throw Refuse(_parser.Current!.Start, "a key must be a text");
            if (IsIndentedByTab(key.Start))
            {
                throw Refuse(key.Start, Tab);
            }

            if (!items.TryAdd(key.Value, ReadNode(Next(), depth + 1)))
            {
                throw Refuse(key.Start, "the key is there a second time");
            }
        }

        return new YamlMap(items, start.Start.Line);
    }

    /// <summary>The parser lets a tab before the first key of all pass.</summary>
    private bool IsIndentedByTab(Mark at) => at.Line <= _lines.Length && TabIn(_lines[at.Line - 1]) >= 0;

    /// <summary>Where in a line's indentation a tab is; -1 where there is none.</summary>
    private static int TabIn(string line) => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).IndexOf('\t');

    private static string TextOf(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" or "Null" or "NULL" } ? "" : scalar.Value;

    private ParsingEvent Next()
    {
        try
        {
            return _parser.MoveNext() ? _parser.Current! : throw Refuse(Mark.Empty, "it ends too early");
        }
        catch (YamlException exception)
        {
            throw exception.Message.Contains("tab", StringComparison.Ordinal) && FindTab(exception.Start) is { } tab
                ? Refuse(tab, Tab)
                : Refuse(exception.Start, exception.Message.TrimEnd('.'));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser has no words of its own for a few mistakes, among them a list or map in brackets that does not end.
            throw Refuse(_parser.Current?.End ?? Mark.Empty, "from here on it cannot be understood");
        }
    }

    /// <summary>The parser names the place where the text before a tab begins.</summary>
    private Mark? FindTab(Mark from)
    {
        for (var line = Math.Max(from.Line, 1); line <= _lines.Length; line++)
        {
            if (TabIn(_lines[line - 1]) is >= 0 and var column)
            {
                return new Mark(0, line, column + 1);
            }
        }

        return null;
    }

    private SettingException Refuse(Mark at, string why) => new($"{file}, line {at.Line}, column {at.Column}: not usable as YAML: {why}.");
}
