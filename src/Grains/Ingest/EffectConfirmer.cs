using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>Asks presence grains whether what they held in memory is durable by now, until it is or the shard stops.</summary>
internal sealed partial class EffectConfirmer(UnconfirmedEffects effects, IGrainFactory grains, TimeProvider time, LogPause pause, ILogger logger, CancellationToken stop)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = logger;

    /// <summary>Sees to it that what there is to ask is asked. <paramref name="onRoom" /> is told of places that are free again.</summary>
    public void Ask(Action<int> onRoom)
    {
        if (effects.TryBeginAsking())
        {
            _ = AskAllAsync(onRoom);
        }
    }

    private async Task AskAllAsync(Action<int> onRoom)
    {
        while (!stop.IsCancellationRequested && effects.TryAsk(out var question))
        {
            var answer = await AskAsync(question);
            onRoom(effects.OnAnswer(question, answer));
            if (answer != Durability.Durable)
            {
                await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<Durability> AskAsync(UnconfirmedEffects.Question question)
    {
        try
        {
            return await grains.GetGrain<IPresenceGrain>(PresenceKey.Of(question.User)).ConfirmAsync(question.HeldBy);
        }
#pragma warning disable CA1031 // Whatever failed is reported and asked again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (pause.IsOver())
            {
                LogNotConfirmed(exception, question.Count, question.User);
            }

            return Durability.Pending;
        }
    }

    [LoggerMessage(3006, LogLevel.Warning, "{Count} changes of user {User} are served but not stored; they are tried again. Of others like it this log is silent for 5 s.")]
    private partial void LogNotConfirmed(Exception exception, int count, UserId user);
}
