using System.Collections.Concurrent;

namespace Fabric.FakeDiscord.Cdn;

/// <summary>The image CDN as tests drive it.</summary>
public sealed class FakeCdn
{
    private const int Limit = 1000;

    private readonly ConcurrentQueue<int> _failures = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private volatile bool _reachable = true;

    /// <summary>False: connections are cut without an answer.</summary>
    public bool Reachable
    {
        get => _reachable;
        set => _reachable = value;
    }

    /// <summary>Paths and queries asked for, oldest first (the latest thousand).</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The next requests are answered with this status.</summary>
    public void FailNext(int status, int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            _failures.Enqueue(status);
        }
    }

    internal void OnRequest(string pathAndQuery)
    {
        _requests.Enqueue(pathAndQuery);
        if (_requests.Count > Limit)
        {
            _requests.TryDequeue(out _);
        }
    }

    internal int? TakeFailure() => _failures.TryDequeue(out var status) ? status : null;
}
