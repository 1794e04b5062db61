using Fabric.Discord.Rest;
using Fabric.Grains.Ingest;

namespace Fabric.Silo;

/// <summary>Asks Discord before anything starts whether it accepts the tokens.</summary>
internal sealed partial class BotAdmission(IEnumerable<BotOptions> bots, ShardHost shards, ILogger<BotAdmission> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A Discord that does not answer in a moment is no reason not to start: shards try on by themselves.</summary>
    /// <exception cref="DiscordTokenRefusedException">Discord refuses a token.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var bot in bots)
        {
            try
            {
                await shards.ProbeAsync(bot.Id, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            }
            catch (Exception exception) when (exception is TimeoutException or DiscordRestException and not DiscordTokenRefusedException)
            {
                LogUnanswered(exception.Message);
            }
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "Discord could not be asked about the bot token ({Reason}); it is tried again in the background.")]
    private partial void LogUnanswered(string reason);
}
