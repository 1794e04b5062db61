using Orleans;
using Orleans.Placement;

namespace Fabric.Engine.Silo.Grains;

[RandomPlacement]
public sealed class EchoGrain : Grain, IEchoGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private Mutable _kept = new();
    private Shared? _shared;

    public Task<string> EchoAsync(string text) => Task.FromResult(text);

    public Task<int> EchoAsync(int number) => Task.FromResult(number);

    public ValueTask<Everything> EverythingAsync(Everything value) => ValueTask.FromResult(value);

    public ValueTask NothingAsync() => ValueTask.CompletedTask;

    public Task<string?> NullAsync() => Task.FromResult<string?>(null);

    public async Task ThrowAsync(string message, int code)
    {
        await Task.Yield();
        throw new RefusedException(message, code);
    }

    public Task ThrowBeforeAwaitAsync(string message) => throw new InvalidOperationException(message);

    public Task<Mutable> KeepAsync(Mutable value)
    {
        _kept = value;
        return Task.FromResult(value);
    }

    public Task<int> KeptCountAsync() => Task.FromResult(_kept.Numbers.Count);

    public Task<Mutable> GetKeptAsync() => Task.FromResult(_kept);

    public Task KeepSharedAsync(Shared value)
    {
        _shared = value;
        return Task.CompletedTask;
    }

    public Task<bool> IsSameAsKeptAsync(Shared value) => Task.FromResult(ReferenceEquals(value, _shared));

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);

    public Task<string> KeyAsync() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task<bool> StaysOnSchedulerAsync()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current == scheduler;
        var inFactory = await Task.Factory.StartNew(
            () => TaskScheduler.Current == scheduler,
            CancellationToken.None,
            TaskCreationOptions.None,
            TaskScheduler.Current);
        return scheduler != TaskScheduler.Default && afterYield && inFactory && TaskScheduler.Current == scheduler;
    }

    public Task EndAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
