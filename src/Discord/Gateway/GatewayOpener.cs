using Fabric.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Gateway;

/// <summary>Opens a shard's connections: asks the gate, finds the address, connects.</summary>
internal sealed partial class GatewayOpener(GatewayOptions options, GatewayShardServices services, ILogger logger)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = logger;

    /// <summary>
    /// The socket, or what to tell the machine instead. Gate and address may be answered from another process, so any failure of theirs
    /// is taken as passing, reported and tried again; only a refused token is final.
    /// </summary>
    public async Task<(IGatewaySocket? Socket, GatewayInput Result)> OpenAsync(GatewayEffect.Connect plan, CancellationToken stop)
    {
        try
        {
            if (!plan.Resume)
            {
                await services.IdentifyGate.WaitAsync(options.ShardId, stop);
            }

            var url = plan.Url ?? (await services.Gateway.GetAsync(stop)).Url;
            return (await ConnectAsync(GatewayUrl.WithParameters(url, options.Compression), stop), new GatewayInput.SocketOpened());
        }
        catch (DiscordTokenRefusedException)
        {
            return (null, new GatewayInput.TokenRefused());
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogOpenFailed(options.ShardId, failure.Message, failure is DiscordRestException ? null : failure);
            return (null, new GatewayInput.OpenFailed());
        }
    }

    private async Task<IGatewaySocket> ConnectAsync(Uri url, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(ConnectTimeout, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        return await services.Sockets.ConnectAsync(url, either.Token);
    }

    [LoggerMessage(1050, LogLevel.Warning, "Shard {ShardId} could not open a connection to Discord's gateway: {Failure}")]
    private partial void LogOpenFailed(int shardId, string failure, Exception? exception);
}
