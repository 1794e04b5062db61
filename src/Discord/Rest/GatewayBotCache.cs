namespace Fabric.Discord.Rest;

/// <summary>Keeps an answer of Get Gateway Bot for a minute, so that many shards starting together ask once.</summary>
public sealed class GatewayBotCache(DiscordRestClient rest, TimeProvider time) : IGatewayBotSource, IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private GatewayBot? _latest;

    /// <inheritdoc />
    public async ValueTask<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_latest is null || time.GetUtcNow() - _latest.FetchedAt >= Lifetime)
            {
                _latest = await rest.GetGatewayBotAsync(cancellationToken);
            }

            return _latest;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
