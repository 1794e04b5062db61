namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>A key of Lavalink's configuration, or a family of them.</summary>
/// <param name="Name">
/// The key as Lavalink writes it. <c>[]</c> stands for an index, and <c>.*</c> at the end for whatever is below; the part before that may be
/// a name that users choose, in capitals.
/// </param>
/// <param name="Effect">What becomes of it.</param>
/// <param name="Meaning">What it does here, or why it does nothing.</param>
internal sealed record LavalinkKey(string Name, KeyEffect Effect, string Meaning)
{
    private const string FamilySuffix = ".*";

    /// <summary>The fabric's own setting that it sets, below <c>Edge:Lavalink</c>; null where it sets none.</summary>
    public string? Setting { get; init; }

    /// <summary>What counts where the key is absent, in the key's own unit.</summary>
    public string Default { get; init; } = "";

    /// <summary>Whether nobody may be shown the value.</summary>
    public bool IsSecret { get; init; }

    /// <summary>How its text is read.</summary>
    public KeyReader Reader { get; init; } = KeyReaders.Text;

    /// <summary>The name as names are compared.</summary>
    public string Canonical { get; } = RelaxedName.Of(Name);

    public bool IsFamily => Name.EndsWith(FamilySuffix, StringComparison.Ordinal);

    public bool IsList => Name.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>The canonical name of a family up to the last dot that all members have before what differs.</summary>
    public string FamilyPrefix { get; } = RelaxedName.Of(string.Concat(
        Name.Split('.').TakeWhile(static part => part != "*" && !part.All(char.IsAsciiLetterUpper)).Select(static part => part + ".")));

    /// <summary>What a warning about a member is about: of a family the part that its members share.</summary>
    public string SubjectOf(string key) => IsFamily ? string.Join('.', key.Split('.').Take(Name.Split('.').Length - 1)) : key;

    /// <summary>The fabric's setting that a key of this name sets, below <c>Edge:Lavalink</c>.</summary>
    public string? SettingOf(string canonical)
    {
        if (IsList)
        {
            return $"{Setting}:{RelaxedName.LastIndexOf(canonical)}";
        }

        return IsFamily ? $"{Setting}:{canonical[FamilyPrefix.Length..]}" : Setting;
    }
}
