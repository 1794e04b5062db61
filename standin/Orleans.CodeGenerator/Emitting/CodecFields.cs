namespace Orleans.CodeGenerator.Emitting;

/// <summary>
/// The codecs that a generated class uses, one field per type. They stand in a nested class of their own, so that they are looked
/// up at the first call and not when the assembly registers: its codecs may then need those of an assembly not yet registered.
/// </summary>
internal sealed class CodecFields
{
    private readonly List<string> _types = [];

    /// <summary>The expression for the codec of a type.</summary>
    public string For(string type)
    {
        var index = _types.IndexOf(type);
        if (index < 0)
        {
            index = _types.Count;
            _types.Add(type);
        }

        return $"Codecs.C{index}";
    }

    public void Emit(SourceWriter writer)
    {
        if (_types.Count == 0)
        {
            return;
        }

        writer.Line();
        using var block = writer.Open("private static class Codecs");
        for (var index = 0; index < _types.Count; index++)
        {
            var type = _types[index];
            writer.Line($"public static readonly {Names.StandIn}.Codec<{type}> C{index} = {Names.StandIn}.Codecs.Get<{type}>();");
        }
    }
}
