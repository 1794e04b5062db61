using Fabric.Discord.Rest;

namespace Fabric.Grains.Commands;

/// <summary>What is written in answer.</summary>
/// <param name="Message">The message.</param>
/// <param name="IsPrivate">Whether to the author alone, wherever the command was written.</param>
internal sealed record CommandReply(MessagePayload Message, bool IsPrivate = false);
