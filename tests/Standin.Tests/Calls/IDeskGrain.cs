using Fabric.Standin.Tests.Codecs;
using Orleans.Concurrency;

namespace Fabric.Standin.Tests.Calls;

[Alias("sample.doorbell")]
internal interface IDoorbellGrain : IGrainWithStringKey
{
    Task<int> RingAsync(int times);
}

[Alias("sample.desk")]
internal interface IDeskGrain : IDoorbellGrain
{
    Task PutAsync(Note note);

    [ReadOnly]
    Task<Note?> TakeAsync();

    [AlwaysInterleave]
    [ResponseTimeout("00:00:01")]
    ValueTask<int> CountAsync();

    ValueTask ClearAsync();

    [OneWay]
    Task TellAsync(string text);

    [OneWay]
    ValueTask TellAsync(int number, [Immutable] byte[] shared);

    [Alias("fail")]
    Task FailAsync(string reason);
}

internal sealed class DeskGrain : Grain, IDeskGrain
{
    private readonly List<Note> _notes = [];

    public Task<int> RingAsync(int times) => Task.FromResult(times * 2);

    public Task PutAsync(Note note)
    {
        _notes.Add(note);
        return Task.CompletedTask;
    }

    public Task<Note?> TakeAsync() => Task.FromResult(_notes.LastOrDefault());

    public ValueTask<int> CountAsync() => new(_notes.Count);

    public async ValueTask ClearAsync()
    {
        await Task.Yield();
        _notes.Clear();
    }

    public Task TellAsync(string text) => PutAsync(new Note { Text = text });

    public async ValueTask TellAsync(int number, byte[] shared) => await PutAsync(new Note { Text = $"{number}:{shared.Length}" });

    public Task FailAsync(string reason) => throw new RefusedException(reason, 3);
}
