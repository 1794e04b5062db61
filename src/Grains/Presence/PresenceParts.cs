using System.Text.Json;
using Fabric.Grains.Json;

namespace Fabric.Grains.Presence;

/// <summary>
/// The parts of a Discord presence object that are kept. Nothing in it is certain: whatever is missing or of another type counts
/// as not given (discord-gateway.md §6), and never as an error. So does what says no more than a missing presence: the status
/// offline, and an empty list of activities.
/// </summary>
internal readonly record struct PresenceParts(string? Status, ActiveClients Clients, ReadOnlyMemory<byte> Activities)
{
    private const string Offline = "offline";

    private static readonly string[] KnownStatus = ["online", "idle", "dnd", Offline];

    /// <summary>Reads a well-formed presence object; empty bytes are no presence.</summary>
    public static PresenceParts Read(ReadOnlyMemory<byte> presence)
    {
        if (presence.IsEmpty)
        {
            return default;
        }

        var reader = RawJson.Read(presence);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        var parts = default(PresenceParts);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            parts = parts.With(ref reader, presence);
        }

        return parts;
    }

    private PresenceParts With(ref Utf8JsonReader reader, ReadOnlyMemory<byte> presence)
    {
        if (reader.ValueSpan.SequenceEqual("status"u8))
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? this with { Status = StatusText(ref reader) } : Skipped(ref reader);
        }

        if (reader.ValueSpan.SequenceEqual("activities"u8))
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isArray = reader.TokenType == JsonTokenType.StartArray;
            reader.Skip();
            return isArray ? this with { Activities = UnlessEmpty(presence[start..(int)reader.BytesConsumed]) } : this;
        }

        if (reader.ValueSpan.SequenceEqual("client_status"u8))
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? this with { Clients = ReadClients(ref reader) } : Skipped(ref reader);
        }

        reader.Read();
        return Skipped(ref reader);
    }

    private PresenceParts Skipped(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return this;
    }

    private static ReadOnlyMemory<byte> UnlessEmpty(ReadOnlyMemory<byte> array) => array.Span[1..^1].Trim(" \t\r\n"u8).IsEmpty ? default : array;

    /// <summary>The usual texts are shared instead of allocated.</summary>
    private static string? StatusText(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return RawJson.Text(ref reader);
        }

        foreach (var known in KnownStatus)
        {
            if (reader.ValueTextEquals(known))
            {
                return known == Offline ? null : known;
            }
        }

        return RawJson.Text(ref reader);
    }

    private static ActiveClients ReadClients(ref Utf8JsonReader reader)
    {
        var clients = ActiveClients.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            clients |= ClientOf(reader.ValueSpan);
            reader.Read();
            reader.Skip();
        }

        return clients;
    }

    private static ActiveClients ClientOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("web"u8) ? ActiveClients.Web
        : name.SequenceEqual("desktop"u8) ? ActiveClients.Desktop
        : name.SequenceEqual("mobile"u8) ? ActiveClients.Mobile
        : name.SequenceEqual("embedded"u8) ? ActiveClients.Embedded
        : name.SequenceEqual("vr"u8) ? ActiveClients.Vr
        : ActiveClients.None;
}
