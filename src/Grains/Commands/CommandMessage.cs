using Fabric.Grains.Ingest;
using Fabric.Grains.Json;

namespace Fabric.Grains.Commands;

/// <summary>A message that somebody wrote where the bot reads along.</summary>
/// <param name="Author">Who wrote it.</param>
/// <param name="Channel">Where.</param>
/// <param name="IsDirect">Whether to the bot alone.</param>
/// <param name="Content">What.</param>
internal sealed record CommandMessage(ulong Author, ulong Channel, bool IsDirect, string Content)
{
    /// <summary>Reads MESSAGE_CREATE; null for what bots write, and for what has no author, channel or text.</summary>
    public static CommandMessage? Read(ReadOnlyMemory<byte> data)
    {
        var author = RawJson.Value(data, "author"u8);
        var (user, channel) = (DispatchReader.ReadSnowflake(RawJson.Value(author, "id"u8)), DispatchReader.ReadSnowflake(RawJson.Value(data, "channel_id"u8)));
        if (user == 0 || channel == 0 || RawJson.Value(author, "bot"u8).Span.SequenceEqual("true"u8))
        {
            return null;
        }

        var isDirect = RawJson.Value(data, "guild_id"u8).IsEmpty;
        return RawJson.Text(RawJson.Value(data, "content"u8)) is { Length: > 0 } content ? new CommandMessage(user, channel, isDirect, content) : null;
    }
}
