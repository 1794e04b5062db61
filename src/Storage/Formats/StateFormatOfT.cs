using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Fabric.Storage.Formats;

/// <summary>
/// How states of type <typeparamref name="T" /> are stored: as JSON by a source-generated contract, with a version beside every
/// record. A record of an older version is brought up step by step when it is read, and stored in the new form when it is next
/// written; one of a newer version is refused, because writing it back would lose what the newer program knew.
/// </summary>
public sealed class StateFormat<T> : StateFormat
{
    private readonly StateUpgrade[] _upgrades;

    /// <summary>With one upgrade for each version that may still be stored, oldest first and without gaps.</summary>
    /// <exception cref="ArgumentException">The version is below 1, or the upgrades do not lead to it one by one.</exception>
    public StateFormat(int version, JsonTypeInfo<T> typeInfo, params StateUpgrade[] upgrades)
        : base(typeof(T), version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        TypeInfo = typeInfo;
        _upgrades = upgrades;
        OldestVersion = version - upgrades.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(OldestVersion, 1, nameof(upgrades));
        for (var i = 0; i < upgrades.Length; i++)
        {
            if (upgrades[i].FromVersion != OldestVersion + i)
            {
                throw new ArgumentException(
                    $"The upgrades of {typeof(T).Name} lead from versions "
                    + $"{string.Join(", ", upgrades.Select(static step => step.FromVersion))}; "
                    + $"for version {version} they must be {OldestVersion} to {version - 1}, in order.",
                    nameof(upgrades));
            }
        }
    }

    /// <summary>The JSON contract of the current version.</summary>
    public JsonTypeInfo<T> TypeInfo { get; }

    /// <summary>The oldest version that can be read.</summary>
    public int OldestVersion { get; }

    /// <summary>What a grain starts with where nothing is stored.</summary>
    internal static T Empty() => Activator.CreateInstance<T>();

    /// <summary>The state of a record.</summary>
    /// <exception cref="StorageException">The version is not known, or the payload is not what the version promises.</exception>
    internal T Read(RecordKey key, in StoredRecord record)
    {
        if (record.FormatVersion > Version)
        {
            throw new StorageException(
                $"Record {key} has version {record.FormatVersion} of {typeof(T).Name}, and this program knows versions up to {Version}: "
                + "start the program that wrote it, or a newer one.");
        }

        if (record.FormatVersion < OldestVersion)
        {
            throw new StorageException(
                $"Record {key} has version {record.FormatVersion} of {typeof(T).Name}, and this program reads versions from "
                + $"{OldestVersion} on: start an older program that brings it up first.");
        }

        try
        {
            var state = record.FormatVersion == Version ? JsonSerializer.Deserialize(record.Payload, TypeInfo) : ReadOlder(record);
            return state ?? Empty();
        }
        catch (Exception exception) // An upgrade step may throw anything, and it concerns this record alone.
        {
            throw new StorageException(
                $"Record {key} cannot be read as version {record.FormatVersion} of {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    private T? ReadOlder(in StoredRecord record)
    {
        var node = JsonNode.Parse(record.Payload) ?? throw new JsonException("The payload is null.");
        foreach (var step in _upgrades.AsSpan(record.FormatVersion - OldestVersion))
        {
            node = step.Apply(node);
        }

        return node.Deserialize(TypeInfo);
    }
}
