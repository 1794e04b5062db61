using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fabric.Grains.State;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Grains.Tests.Support;

/// <summary>
/// Grain storage in memory, in the product's own stored form, that outlives a silo and does what a test says: holds writes back,
/// fails them. A record is named by its state and its grain's key: <c>presence/7</c>.
/// </summary>
internal sealed class StateStore : IGrainStorage
{
    private readonly ConcurrentDictionary<string, Record> _records = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _begun = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new(StringComparer.Ordinal);
    private long _lastTag;

    /// <summary>The stored JSON; null where there is no record.</summary>
    public string? this[string record] => _records.GetValueOrDefault(record)?.Json;

    /// <summary>The JSON of all records.</summary>
    public IEnumerable<string> All => _records.Values.Select(static record => record.Json);

    /// <summary>How many writes of a record have begun, whatever became of them.</summary>
    public int WritesOf(string record) => _begun.GetValueOrDefault(record);

    /// <summary>Writes as somebody else would: the tag is new.</summary>
    public void Put(string record, string json) => _records[record] = new Record(json, NextTag());

    /// <summary>Removes a record as somebody else would.</summary>
    public void Remove(string record) => _records.TryRemove(record, out _);

    /// <summary>Writes of the record wait for <see cref="Release" />.</summary>
    public void Hold(string record) => _held[record] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(string record)
    {
        if (_held.TryRemove(record, out var held))
        {
            held.SetResult();
        }
    }

    /// <summary>The next writes of the record fail.</summary>
    public void FailNext(string record, int count = 1) => _failures[record] = count;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue(NameOf(stateName, grainId), out var record))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (JsonSerializer.Deserialize(record.Json, TypeInfo<T>())!, record.ETag, true);
        }
        else
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var name = NameOf(stateName, grainId);
        var (json, tag) = (JsonSerializer.Serialize(grainState.State!, TypeInfo<T>()), grainState.ETag);
        _begun.AddOrUpdate(name, 1, static (_, count) => count + 1);
        if (_held.TryGetValue(name, out var held))
        {
            await held.Task;
        }

        ThrowIfToFail(name);
        var written = new Record(json, NextTag());
        var isCurrent = tag is null
            ? _records.TryAdd(name, written)
            : _records.TryGetValue(name, out var stored) && stored.ETag == tag && _records.TryUpdate(name, written, stored);
        if (!isCurrent)
        {
            throw new InconsistentStateException($"{name} was written by somebody else.");
        }

        (grainState.ETag, grainState.RecordExists) = (written.ETag, true);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var name = NameOf(stateName, grainId);
        if (_records.TryGetValue(name, out var stored) && (stored.ETag != grainState.ETag || !_records.TryRemove(KeyValuePair.Create(name, stored))))
        {
            throw new InconsistentStateException($"{name} was written by somebody else.");
        }

        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private static string NameOf(string stateName, GrainId grainId) => $"{stateName}/{grainId.Key}";

    private static JsonTypeInfo<T> TypeInfo<T>() =>
        (JsonTypeInfo<T>?)GrainStateJson.Default.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} has no stored form.");

    private void ThrowIfToFail(string name)
    {
        if (_failures.TryGetValue(name, out var left) && left > 0)
        {
            _failures[name] = left - 1;
            throw new IOException($"{name} could not be written.");
        }
    }

    private string NextTag() => Interlocked.Increment(ref _lastTag).ToString(CultureInfo.InvariantCulture);

    private sealed record Record(string Json, string ETag);
}
