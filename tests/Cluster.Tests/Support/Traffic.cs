using System.Globalization;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Cluster.Tests.Support;

/// <summary>
/// Changes the users' presences one after the other until it is disposed of. Every change bears a number that grows, in the state of an
/// activity; each subscriber's <see cref="Staleness" /> is told.
/// </summary>
internal sealed class Traffic : IAsyncDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Scene _scene;
    private readonly IReadOnlyList<Snowflake> _users;
    private readonly Staleness[] _told;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private long _number;

    public Traffic(Scene scene, IReadOnlyList<Snowflake> users, params Staleness[] told)
    {
        _scene = scene;
        _users = users;
        _told = told;
        _running = RunAsync();
    }

    /// <summary>The number of the last change of each user.</summary>
    public IReadOnlyDictionary<Snowflake, long> Last => _users.Index().ToDictionary(static user => user.Item, user => NumberOf(user.Index));

    /// <summary>How many changes there were.</summary>
    public long Count => Interlocked.Read(ref _number);

    /// <summary>Waits until a good number of changes more were made and every subscriber is up to date but for the newest.</summary>
    public Task FlowsAsync(int changes = 200)
    {
        var enough = Count + changes;
        return Eventually.TrueAsync(
            () => Count >= enough && _told.All(static staleness => staleness.Behind < Fresh),
            $"{changes} changes to reach all subscribers",
            Limit,
            () => $"{Count - enough + changes} changes; {string.Join("; ", _told.AsEnumerable())}");
    }

    /// <summary>Lets the subscribers' next worst begin from now.</summary>
    public void Reset() => Array.ForEach(_told, static staleness => staleness.Reset());

    /// <summary>No change after this.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            var user = _users[(int)(number % _users.Count)];
            foreach (var staleness in _told)
            {
                staleness.Sent(user, number);
            }

            var activity = Activities.Custom(number.ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch);
            _scene.Discord.World.SetPresence(user, DiscordPresence.Online(activity));
            await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private long NumberOf(int index) => Count - ((Count - index) % _users.Count);
}
