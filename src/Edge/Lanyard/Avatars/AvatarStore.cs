using Fabric.Edge.Composition;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Lanyard.Avatars;

/// <summary>
/// Avatars by their path on the CDN, kept as long as it allows. However many ask for one together, the CDN is asked once. While it cannot
/// be reached what was kept before goes on being handed out.
/// </summary>
internal sealed class AvatarStore(AvatarSource source, IOptions<EdgeOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly AvatarCache _cache = new(options.Value.Avatars.CacheBytes);
    private readonly Dictionary<string, Task<Avatar?>> _underWay = new(StringComparer.Ordinal);

    /// <summary>The CDN's answer; null where it cannot be had.</summary>
    public Task<Avatar?> GetAsync(string path)
    {
        lock (_gate)
        {
            var kept = _cache.Find(path);
            if (kept is not null && RemainingOf(kept) > TimeSpan.Zero)
            {
                return Task.FromResult<Avatar?>(kept);
            }

            if (!_underWay.TryGetValue(path, out var fetch))
            {
                fetch = _underWay[path] = FetchAsync(path, kept);
            }

            return fetch;
        }
    }

    /// <summary>How long it may still be handed out without asking.</summary>
    public TimeSpan RemainingOf(Avatar avatar) => avatar.Lifetime - time.GetElapsedTime(avatar.FetchedAt);

    private async Task<Avatar?> FetchAsync(string path, Avatar? kept)
    {
        // Whoever began this holds the gate.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var fetched = await source.FetchAsync(path, kept);
        lock (_gate)
        {
            _underWay.Remove(path);
            if (fetched is { Lifetime.Ticks: > 0 })
            {
                _cache.Keep(path, fetched);
            }
            else if (fetched is not null)
            {
                _cache.Drop(path);
            }
        }

        return fetched ?? kept;
    }
}
