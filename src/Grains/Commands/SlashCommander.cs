using Fabric.Abstractions.Ids;
using Fabric.Discord.Rest;
using Fabric.Grains.Ingest;
using Microsoft.Extensions.Logging;

namespace Fabric.Grains.Commands;

/// <summary>
/// Answers the commands that users give by a slash, to them alone; and sees to it that Discord offers these commands. Each user's are
/// carried out in order, different users' side by side.
/// </summary>
internal sealed partial class SlashCommander(
    CommandHandler handler, DiscordRestClient discord, CommandRates rates, TimeProvider time, ILogger<SlashCommander> logger)
{
    /// <summary>Discord takes an answer for 3 s, of which some are spent on the way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A command that is older comes from the time before a session was resumed: nobody takes an answer to it, and an API key made for it would
    /// reach nobody. Longer than Discord's 3 s, as clocks differ.
    /// </summary>
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = logger;
    private readonly UserTurns _turns = new();
    private int _isRegistered;

    /// <summary>Completes when the interaction is answered, or it turned out that it is not to be. It does not fail.</summary>
    public Task TakeAsync(ReadOnlyMemory<byte> data, CancellationToken stop) =>
        Interaction.Read(data) is { } interaction && time.GetUtcNow() - interaction.GivenAt < Staleness && rates.TryTake(interaction.User)
            ? TakeAsync(_turns.Take(new UserId(interaction.User)), interaction, stop)
            : Task.CompletedTask;

    /// <summary>
    /// Registers those commands that Discord does not have as they are, once in the life of this object. To be called by one shard of the
    /// bot, whenever it is connected. Others' commands of the same application are left alone. It does not fail.
    /// </summary>
    public async Task RegisterAsync(CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _isRegistered, 1) != 0)
        {
            return;
        }

        try
        {
            var application = await discord.GetApplicationAsync(stop);
            var registered = await discord.GetCommandsAsync(application, stop);
            foreach (var command in SlashCommands.All.Where(command => !registered.Any(command.IsSameAs)))
            {
                await discord.CreateCommandAsync(application, command, stop);
            }
        }
#pragma warning disable CA1031 // The bot goes on without these commands, and tries again when the shard is next connected.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _isRegistered, 0);
            if (!stop.IsCancellationRequested)
            {
                LogNotRegistered(exception);
            }
        }
    }

    private async Task TakeAsync(UserTurns.Turn turn, Interaction interaction, CancellationToken stop)
    {
        await turn.Begins;
        try
        {
            await discord.RespondAsync(interaction.Id, interaction.Token, await CarryOutAsync(interaction), stop);
        }
#pragma warning disable CA1031 // Somebody's command ends nothing but itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotAnswered(exception, interaction.User);
        }
        finally
        {
            turn.End();
        }
    }

    private async Task<MessagePayload> CarryOutAsync(Interaction interaction)
    {
        try
        {
            var replies = await handler.CarryOutAsync(interaction.User, isPrivate: true, interaction.Command).WaitAsync(Patience, time);
            return CommandReplies.Together(replies).Message;
        }
        catch (TimeoutException)
        {
            return CommandReplies.Slow().Message;
        }
#pragma warning disable CA1031 // The user is told; why it failed is for the log.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotCarriedOut(exception, interaction.User);
            return CommandReplies.Failed().Message;
        }
    }

    [LoggerMessage(3033, LogLevel.Warning, "A slash command of user {User} could not be answered")]
    private partial void LogNotAnswered(Exception exception, ulong user);

    [LoggerMessage(3034, LogLevel.Warning, "A slash command of user {User} could not be carried out; the user is told so")]
    private partial void LogNotCarriedOut(Exception exception, ulong user);

    [LoggerMessage(3035, LogLevel.Warning, "Discord did not take the slash commands; it is asked again with the next connection")]
    private partial void LogNotRegistered(Exception exception);
}
