using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.StandIn;

namespace Orleans.Storage;

/// <summary>Grain storage in memory, with the tags of a real store.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), Record> _records = new();
    private readonly Lock _lock = new();
    private long _lastTag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            var reader = new MessageReader(record.Content);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Codecs.Get<T>().Read(ref reader), record.ETag, true);
        }
        else
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        using var writer = MessageWriter.Rent();
        Codecs.Get<T>().Write(writer, grainState.State!);
        lock (_lock)
        {
            Check(stateName, grainId, grainState.ETag);
            var tag = (++_lastTag).ToString(CultureInfo.InvariantCulture);
            _records[(stateName, grainId)] = new Record(writer.Written.ToArray(), tag);
            (grainState.ETag, grainState.RecordExists) = (tag, true);
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            Check(stateName, grainId, grainState.ETag);
            _records.TryRemove((stateName, grainId), out _);
        }

        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private void Check(string name, GrainId id, string? tag)
    {
        var stored = _records.GetValueOrDefault((name, id))?.ETag;
        if (stored != tag)
        {
            throw new InconsistentStateException($"The record '{name}' of {id} was written by somebody else.", stored, tag);
        }
    }

    private sealed record Record(byte[] Content, string ETag);
}
