using System.Buffers;
using System.Text.Json;
using Fabric.Storage.Batching;
using Fabric.Storage.Formats;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Fabric.Storage;

/// <summary>
/// Grain storage over a database of records: turns states into payloads and back. A write without ETag creates the record, one
/// with an ETag replaces the record that bears it; anything else is a conflict. States are serialized before the call returns, in the
/// grain's own turn.
/// </summary>
internal sealed class RecordGrainStorage(IRecordStore store, StateFormats formats, TimeProvider time) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        try
        {
            var key = new RecordKey(grainId, stateName);
            var read = new StateReadOperation<T>(key, time.GetTimestamp(), formats.Of<T>(), grainState);
            read.WithdrawOn(cancellationToken);
            store.Request(read);
            return read.Task;
        }
        catch (StorageException exception)
        {
            return Task.FromException(exception);
        }
    }

    public Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        try
        {
            var key = new RecordKey(grainId, stateName);
            var format = formats.Of<T>();
            var write = new StateWriteOperation<T>(key, grainState, format.Version, Serialize<T>(key, grainState.State!, format));
            write.WithdrawOn(cancellationToken);
            store.Request(write);
            return write.Task;
        }
        catch (StorageException exception)
        {
            return Task.FromException(exception);
        }
    }

    public Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var clear = new StateClearOperation<T>(new RecordKey(grainId, stateName), grainState);
        clear.WithdrawOn(cancellationToken);
        store.Request(clear);
        return clear.Task;
    }

    private ArraySegment<byte> Serialize<T>(RecordKey key, T state, StateFormat<T> format)
    {
        ArraySegment<byte> payload;
        try
        {
            payload = PayloadSerializer.ToRented(state, format.TypeInfo);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new StorageException($"Record {key} cannot be written as {typeof(T).Name}: {exception.Message}", exception);
        }

        if (payload.Count <= store.MaxRecordBytes)
        {
            return payload;
        }

        ArrayPool<byte>.Shared.Return(payload.Array!);
        throw new StorageException(
            $"Record {key} has {payload.Count} bytes, and Storage:MaxRecordBytes allows {store.MaxRecordBytes}: store less, or raise it.");
    }
}
