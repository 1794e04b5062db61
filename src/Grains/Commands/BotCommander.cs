using Fabric.Abstractions.Ids;
using Fabric.Discord.Rest;
using Fabric.Grains.Ingest;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Commands;

/// <summary>Answers the commands of a bot's users: each user's in order, different users' side by side.</summary>
internal sealed partial class BotCommander(
    CommandHandler handler, DiscordRestClient discord, CommandRates rates, ILogger<BotCommander> logger)
{
    private readonly ILogger _logger = logger;
    private readonly UserTurns _turns = new();

    /// <summary>Completes when the message is answered, or it turned out that it is not to be. It does not fail.</summary>
    public Task TakeAsync(ReadOnlyMemory<byte> data, CancellationToken stop) =>
        CommandMessage.Read(data) is { } message && handler.IsCommand(message.Content) && rates.TryTake(message.Author)
            ? TakeAsync(_turns.Take(new UserId(message.Author)), message, stop)
            : Task.CompletedTask;

    private async Task TakeAsync(UserTurns.Turn turn, CommandMessage message, CancellationToken stop)
    {
        await turn.Begins;
        try
        {
            foreach (var reply in await CarryOutAsync(message))
            {
                var channel = reply.IsPrivate && !message.IsDirect
                    ? await discord.CreateDirectChannelAsync(message.Author, stop)
                    : message.Channel;
                await discord.CreateMessageAsync(channel, reply.Message, stop);
            }
        }
#pragma warning disable CA1031 // Somebody's message ends nothing but itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotAnswered(exception, message.Author);
        }
        finally
        {
            turn.End();
        }
    }

    private async Task<IReadOnlyList<CommandReply>> CarryOutAsync(CommandMessage message)
    {
        try
        {
            return await handler.HandleAsync(message);
        }
#pragma warning disable CA1031 // The user is told; why it failed is for the log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotCarriedOut(exception, message.Author);
            return [CommandReplies.Failed()];
        }
    }

    [LoggerMessage(3031, LogLevel.Warning, "A command of user {User} could not be answered")]
    private partial void LogNotAnswered(Exception exception, ulong user);

    [LoggerMessage(3032, LogLevel.Warning, "A command of user {User} could not be carried out; the user is told so")]
    private partial void LogNotCarriedOut(Exception exception, ulong user);
}
