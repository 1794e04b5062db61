namespace Orleans;

/// <summary>The membership table's version.</summary>
public sealed class TableVersion(int version, string eTag) : IEquatable<TableVersion>
{
    /// <summary>Raised by one with every change of a row.</summary>
    public int Version { get; } = version;

    /// <summary>The tag under which it is stored.</summary>
    public string VersionEtag { get; } = eTag;

    /// <summary>The next version, to be written over this one.</summary>
    public TableVersion Next() => new(Version + 1, VersionEtag);

    /// <inheritdoc />
    public bool Equals(TableVersion? other) => other is not null && Version == other.Version && VersionEtag == other.VersionEtag;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as TableVersion);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Version, VersionEtag);

    /// <inheritdoc />
    public override string ToString() => $"<{Version}, {VersionEtag}>";
}
