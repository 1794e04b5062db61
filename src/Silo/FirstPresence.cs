using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Composition;
using Fabric.Grains.Ingest;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Silo;

/// <summary>Prints the address of a presence as soon as there is one: something to look at before any id is known.</summary>
internal sealed class FirstPresence(IEnumerable<EdgeListener> listeners, BotRegistry bots, IGrainFactory grains, TimeProvider time)
{
    private const int UsersLookedAt = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    /// <summary>No gateway at all: a partition tells its users to whoever follows it.</summary>
    private static readonly GatewayId Passer = new("welcome");

    /// <summary>Prints it, or nothing when nobody is seen online for a while.</summary>
    public async Task PrintAsync(TextWriter output, CancellationToken stopping)
    {
        if (listeners.FirstOrDefault(static listener => listener.Name == "Lanyard") is not { } lanyard || bots.All.Count == 0)
        {
            return;
        }

        var began = time.GetTimestamp();
        while (!stopping.IsCancellationRequested && time.GetElapsedTime(began) < Patience)
        {
            if (await TryFindAsync() is { } user)
            {
                await output.WriteLineAsync($"Presences have arrived. Look at one: {lanyard.LocalUrl}v1/users/{user}");
                return;
            }

            await Task.Delay(Period, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<UserId?> TryFindAsync()
    {
        try
        {
            return await FindAsync();
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            // The silo is busy, or stopping: whoever serves presences reports that.
            return null;
        }
    }

    private async Task<UserId?> FindAsync()
    {
        for (var partition = 0; partition < PresenceIndexKey.Partitions; partition++)
        {
            foreach (var user in await ListAsync(partition))
            {
                var presence = await grains.GetGrain<IPresenceGrain>(PresenceKey.Of(user)).GetAsync();
                if (presence is not null && IsWorthALook(presence.Json.Span))
                {
                    return user;
                }
            }
        }

        return null;
    }

    /// <summary>A person who is online: a bot, or nothing but "offline", would show little.</summary>
    private static bool IsWorthALook(ReadOnlySpan<byte> presence) =>
        presence.IndexOf("\"discord_status\":\"offline\""u8) < 0 && presence.IndexOf("\"bot\":true"u8) < 0;

    private async Task<IEnumerable<UserId>> ListAsync(int partition)
    {
        var index = grains.GetGrain<IPresenceIndexGrain>(PresenceIndexKey.OfPartition(partition));
        if (await index.CountAsync() == 0)
        {
            return [];
        }

        var users = await index.FollowAllAsync(Passer);
        await index.UnfollowAllAsync(Passer);
        return users.Take(UsersLookedAt);
    }
}
