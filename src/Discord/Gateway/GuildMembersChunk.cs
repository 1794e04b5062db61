using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fabric.Discord.Gateway;

/// <summary>Of a GUILD_MEMBERS_CHUNK, what tells which answer it belongs to and how far that has come.</summary>
internal sealed record GuildMembersChunk(string? Nonce, int Index, int Count, IReadOnlyList<ulong> NotFound)
{
    /// <summary>Null when the event does not hold a usable index and count.</summary>
    public static GuildMembersChunk? Read(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, GatewayFrameReader.Options);
        string? nonce = null;
        var index = -1;
        var count = -1;
        List<ulong> notFound = [];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("nonce"u8))
            {
                reader.Read();
                nonce = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("chunk_index"u8))
            {
                index = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("chunk_count"u8))
            {
                count = ReadNumber(ref reader);
            }
            else if (reader.ValueTextEquals("not_found"u8))
            {
                ReadIds(ref reader, notFound);
            }

            reader.Skip();
        }

        return index >= 0 && index < count ? new GuildMembersChunk(nonce, index, count, notFound) : null;
    }

    private static int ReadNumber(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : -1;

    private static void ReadIds(ref Utf8JsonReader reader, List<ulong> ids)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number
                && ulong.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }

            reader.Skip();
        }
    }
}
