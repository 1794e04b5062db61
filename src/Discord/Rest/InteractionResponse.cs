namespace Fabric.Discord.Rest;

/// <summary>The body of Create Interaction Response: a message that only who gave the command sees.</summary>
internal sealed record InteractionResponse
{
    private const int ChannelMessageWithSource = 4;
    private const int Ephemeral = 1 << 6;

    private InteractionResponse(MessagePayload message) => Data = new Message(message.Content, message.Embeds, message.AllowedMentions, Ephemeral);

    public int Type { get; } = ChannelMessageWithSource;

    public Message Data { get; }

    public static InteractionResponse Of(MessagePayload message) => new(message);

    internal sealed record Message(string? Content, IReadOnlyList<MessageEmbed>? Embeds, AllowedMentions AllowedMentions, int Flags);
}
