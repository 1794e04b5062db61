namespace Fabric.Discord.Rest;

/// <summary>Who a message may ping.</summary>
/// <param name="Parse">Kinds of mentions in the content that ping; none where it is empty.</param>
public sealed record AllowedMentions(IReadOnlyList<string> Parse);
