using Fabric.Standin.Tests.Codecs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Fabric.Standin.Tests.Calls;

/// <summary>Generated proxies against a silo that found the generated registration by itself.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly IHost _host = Host.CreateEmptyApplicationBuilder(null)
        .UseOrleans(silo => silo.UseLocalhostClustering())
        .Build();

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task Calls_of_every_return_type_are_answered()
    {
        var desk = Grain<IDeskGrain>();

        await desk.PutAsync(Note.Sample());

        (await desk.CountAsync()).ShouldBe(1);
        (await desk.TakeAsync())!.Text.ShouldBe("hello");
        (await desk.RingAsync(4)).ShouldBe(8);
        await desk.ClearAsync();
        (await desk.TakeAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_grain_is_called_by_an_inherited_interface()
    {
        (await Grain<IDoorbellGrain>().RingAsync(5)).ShouldBe(10);
    }

    [Fact]
    public async Task One_way_calls_return_at_once_and_arrive()
    {
        var desk = Grain<IDeskGrain>();

        var told = desk.TellAsync("one");
        var toldNumber = desk.TellAsync(2, [1, 2]);

        told.IsCompletedSuccessfully.ShouldBeTrue();
        toldNumber.IsCompletedSuccessfully.ShouldBeTrue();
        await toldNumber;
        (await desk.TakeAsync())!.Text.ShouldBe("2:2");
        (await desk.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Failures_reach_the_caller()
    {
        var thrown = await Should.ThrowAsync<RefusedException>(() => Grain<IDeskGrain>().FailAsync("no"));

        (thrown.Message, thrown.Code).ShouldBe(("refused: no", 3));
    }

    [Fact]
    public async Task Caller_and_grain_share_nothing()
    {
        var desk = Grain<IDeskGrain>();
        var note = Note.Sample();

        await desk.PutAsync(note);
        note.Replies.Clear();
        var taken = await desk.TakeAsync();
        taken!.Replies.Clear();

        (await desk.TakeAsync())!.Replies.Count.ShouldBe(2);
    }

    private T Grain<T>([System.Runtime.CompilerServices.CallerMemberName] string key = "")
        where T : IGrainWithStringKey =>
        _host.Services.GetRequiredService<IGrainFactory>().GetGrain<T>(key);
}
