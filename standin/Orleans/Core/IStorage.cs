namespace Orleans.Core;

/// <summary>A grain's stored record.</summary>
public interface IStorage
{
    /// <summary>The record's tag; null where none is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether a record is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the record.</summary>
    Task ClearStateAsync();

    /// <summary>Writes the record.</summary>
    /// <exception cref="Storage.InconsistentStateException">Somebody else wrote it meanwhile.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the record.</summary>
    Task ReadStateAsync();
}
