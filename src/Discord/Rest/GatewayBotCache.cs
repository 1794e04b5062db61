namespace Fabric.Discord.Rest;

/// <summary>Keeps an answer of Get Gateway Bot for a minute, so that many shards starting together ask once.</summary>
public sealed class GatewayBotCache(DiscordRestClient rest, TimeProvider time) : IGatewayBotSource, IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private GatewayBot? _latest;
    private volatile bool _isForgotten;

    /// <inheritdoc />
    public async ValueTask<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_latest is null || _isForgotten || time.GetUtcNow() - _latest.FetchedAt >= Lifetime)
            {
                _isForgotten = false;
                _latest = await rest.GetGatewayBotAsync(cancellationToken);
            }

            return _latest;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next one asks Discord.</summary>
    public void Forget() => _isForgotten = true;

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
