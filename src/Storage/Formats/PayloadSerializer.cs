using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Fabric.Storage.Formats;

/// <summary>Serializes through a scratch writer of the thread into a rented buffer, so that a write allocates no payload.</summary>
internal static class PayloadSerializer
{
    private const int InitialScratch = 4 * 1024;
    private const int ScratchToKeep = 256 * 1024;

    // Stored JSON never reaches a browser as it is: text stays readable and short instead of being escaped.
    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The state as UTF-8 JSON in an array of the shared pool, which the caller gives back.</summary>
    public static ArraySegment<byte> ToRented<T>(T state, JsonTypeInfo<T> typeInfo)
    {
        var scratch = _scratch ??= new ArrayBufferWriter<byte>(InitialScratch);
        var writer = _writer ??= new Utf8JsonWriter(scratch, WriterOptions);
        try
        {
            JsonSerializer.Serialize(writer, state, typeInfo);
            writer.Flush();
            var rented = ArrayPool<byte>.Shared.Rent(scratch.WrittenCount);
            scratch.WrittenSpan.CopyTo(rented);
            return new ArraySegment<byte>(rented, 0, scratch.WrittenCount);
        }
        finally
        {
            Reset(scratch, writer);
        }
    }

    private static void Reset(ArrayBufferWriter<byte> scratch, Utf8JsonWriter writer)
    {
        if (scratch.Capacity > ScratchToKeep)
        {
            _scratch = null;
            _writer = null;
            writer.Dispose();
            return;
        }

        scratch.ResetWrittenCount();
        writer.Reset(scratch);
    }
}
