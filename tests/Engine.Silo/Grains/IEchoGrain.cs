using Orleans;

namespace Fabric.Engine.Silo.Grains;

[Alias("engine-tests.IEchoGrain")]
public interface IEchoGrain : IGrainWithStringKey
{
    Task<string> EchoAsync(string text);

    Task<int> EchoAsync(int number);

    ValueTask<Everything> EverythingAsync(Everything value);

    ValueTask NothingAsync();

    Task<string?> NullAsync();

    Task ThrowAsync(string message, int code);

    Task ThrowBeforeAwaitAsync(string message);

    Task<Mutable> KeepAsync(Mutable value);

    Task<int> KeptCountAsync();

    Task<Mutable> GetKeptAsync();

    Task<bool> IsSameAsKeptAsync(Shared value);

    Task KeepSharedAsync(Shared value);

    Task<Guid> ActivationAsync();

    Task<string> KeyAsync();

    Task<bool> StaysOnSchedulerAsync();

    Task EndAsync();
}
