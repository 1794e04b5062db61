using System.Collections.Concurrent;
using Fabric.Engine.Silo.Grains;
using Fabric.Testing;
using Orleans;

namespace Fabric.Engine.Tests;

/// <summary>Many callers, each of a grain of its own, that call on and on, and repeat once what fails. One that fails twice ends.</summary>
internal sealed class Callers : IAsyncDisposable
{
    private const int Count = 50;

    private readonly ConcurrentQueue<Exception> _failures = new();
    private readonly Task _running;
    private int _answers;
    private bool _isOver;

    public Callers(IClusterClient client) =>
        _running = Task.WhenAll(Enumerable.Range(0, Count).Select(_ => CallAsync(client.GetGrain<IEchoGrain>(Guid.NewGuid().ToString()))));

    /// <summary>What failed twice.</summary>
    public IReadOnlyCollection<Exception> Failures => _failures;

    /// <summary>Waits until some calls more are answered.</summary>
    public Task AreAnsweredAsync()
    {
        var enough = Volatile.Read(ref _answers) + (Count * 2);
        return Eventually.TrueAsync(
            () => Volatile.Read(ref _answers) > enough, "calls to be answered", lastSeen: () => string.Join('\n', _failures.Select(static failure => failure.Message)));
    }

    /// <summary>No call after this.</summary>
    public Task EndAsync()
    {
        Volatile.Write(ref _isOver, true);
        return _running;
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task CallAsync(IEchoGrain grain)
    {
        while (!Volatile.Read(ref _isOver))
        {
            try
            {
                await Repeat.OnceAsync(() => grain.EchoAsync(1));
                Interlocked.Increment(ref _answers);
            }
#pragma warning disable CA1031 // Every failure is the finding.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _failures.Enqueue(exception);
                return;
            }
        }
    }
}
