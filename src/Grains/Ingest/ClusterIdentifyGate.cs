using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Ingest;
using Fabric.Discord.Gateway;
using Orleans;

namespace Fabric.Grains.Ingest;

/// <summary>The identify gate of a bot whose shards run anywhere in the cluster: its grain gives the turns.</summary>
internal sealed class ClusterIdentifyGate(BotId bot, IGrainFactory grains, TimeProvider time) : IIdentifyGate
{
    /// <inheritdoc />
    public async ValueTask WaitAsync(int shardId, CancellationToken cancellationToken)
    {
        var granted = false;
        while (!granted)
        {
            var permit = await grains.GetGrain<IBotGrain>(BotKey.Of(bot)).TakeIdentifyAsync(shardId).WaitAsync(cancellationToken);
            if (permit.Wait > TimeSpan.Zero)
            {
                await Task.Delay(permit.Wait, time, cancellationToken);
            }

            granted = permit.IsGranted;
        }
    }
}
