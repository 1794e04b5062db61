using System.Collections.Concurrent;
using System.Diagnostics;
using Fabric.Engine.Silo;
using Fabric.Engine.Silo.Grains;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;

namespace Fabric.Engine.Tests;

/// <summary>Silos that are killed, stopped and continued, or asked to end. The limits leave room for a busy machine: the figures are the benchmark's.</summary>
public sealed class FaultTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    /// <summary>The genuine engine's clients ask once a minute what the silos offer, and a silo that could not be asked is asked again after some seconds.</summary>
    private static readonly TimeSpan KnownLimit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_killed_silos_grains_are_active_elsewhere()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        var grain = await pair.GrainOfVictimAsync();

        await pair.Victim.SignalAsync("KILL");

        (await pair.AnsweredBySurvivorAsync(grain, TimeSpan.FromSeconds(10))).ShouldBeLessThan(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Calls_under_way_to_a_killed_silo_fail_soon()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        var grain = await pair.GrainOfVictimAsync();
        var calls = Enumerable.Range(0, 10).Select(number => grain.InterleaveAsync($"{number}")).ToArray();
        await Eventually.TrueAsync(async () => (await grain.UnderWayAsync()).Length == calls.Length, "the calls to be under way");
        var clock = Stopwatch.StartNew();

        await pair.Victim.SignalAsync("KILL");

        foreach (var call in calls)
        {
            var failure = await Should.ThrowAsync<Exception>(() => call);
            (failure is SiloUnavailableException or TimeoutException).ShouldBeTrue(failure.ToString());
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_stopped_silo_is_given_up_and_ends_when_it_goes_on()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        var grain = await pair.GrainOfVictimAsync();

        await pair.Victim.SignalAsync("STOP");
        var took = await pair.AnsweredBySurvivorAsync(grain, TimeSpan.FromSeconds(20));
        await pair.Victim.SignalAsync("CONT");
        await pair.Victim.EndedAsync();

        took.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        pair.Victim.ExitCode.ShouldNotBe(0);
        (await grain.ProcessAsync()).ShouldBe(pair.Survivor.Id);
    }

    [Fact]
    public async Task No_call_fails_twice_while_a_silo_is_asked_to_end()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        await using var callers = new Callers(pair.Client);
        await callers.AreAnsweredAsync();

        await pair.Victim.SignalAsync("TERM");
        await pair.Victim.EndedAsync();
        await callers.AreAnsweredAsync();

        await callers.EndAsync();
        callers.Failures.ShouldBeEmpty();
        pair.Victim.ExitCode.ShouldBe(0, pair.Victim.Output);
    }

    [Fact]
    public async Task No_call_fails_twice_while_one_silo_takes_the_place_of_the_last()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        await using var callers = new Callers(pair.Client);
        await callers.AreAnsweredAsync();

        await pair.Victim.SignalAsync("TERM");
        await pair.Victim.EndedAsync();
        await using var third = await pair.StartThirdAsync();
        await pair.Survivor.SignalAsync("TERM");
        await pair.Survivor.EndedAsync();
        await callers.AreAnsweredAsync();

        await callers.EndAsync();
        callers.Failures.ShouldBeEmpty();
        pair.Survivor.ExitCode.ShouldBe(0, pair.Survivor.Output);
    }

    [Fact]
    public async Task A_class_is_active_only_where_it_is_offered()
    {
        var cluster = Guid.NewGuid().ToString("N");
        await using var without = await SiloProcess.StartAsync(
            database.Connection, cluster, nameof(TurnsGrain), nameof(ReentrantTurnsGrain));
        await using var with = await SiloProcess.StartAsync(database.Connection, cluster);
        using var host = await EngineClient.StartAsync(database.Connection, cluster, Pair.ResponseTimeout);
        var client = host.Services.GetRequiredService<IClusterClient>();

        await Eventually.TrueAsync(() => IsOfferedAsync(client), "the class to be known", KnownLimit);
        var processes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(number => client.GetGrain<ITurnsGrain>($"offered/{number}").ProcessAsync()));
        var journals = Enumerable.Range(0, 20).Select(number => client.GetGrain<IJournalGrain>($"everywhere/{number}").AddAsync("here"));
        await Task.WhenAll(journals);

        processes.ShouldAllBe(process => process == with.Id);
        await host.StopAsync();
    }

    /// <summary>What a silo offers becomes known to the others, and to clients, a moment after it has joined.</summary>
    private static async Task<bool> IsOfferedAsync(IClusterClient client)
    {
        try
        {
            return await client.GetGrain<ITurnsGrain>("offered").ProcessAsync() > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [Fact]
    public async Task A_grain_is_active_once_though_many_ask_for_it_at_once_from_everywhere()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        var keys = Enumerable.Range(0, 100).Select(_ => Guid.NewGuid().ToString()).ToArray();

        var activations = await Task.WhenAll(keys.Select(key => Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => pair.Client.GetGrain<IEchoGrain>(key).ActivationAsync()))));

        activations.ShouldAllBe(of => of.Distinct().Count() == 1);
    }

    [Fact]
    public async Task A_client_hears_its_streams_from_every_silo()
    {
        await using var pair = await Pair.StartAsync(database.Connection);
        var key = Guid.NewGuid().ToString();
        var received = new ConcurrentBag<int>();
        await pair.Client.GetStreamProvider(Stores.Streams).GetStream<Mutable>(StreamId.Create("tests", key)).SubscribeAsync((item, _) =>
        {
            received.Add(item.Numbers[0]);
            return Task.CompletedTask;
        });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            pair.Client.GetGrain<IPublisherGrain>($"{key}/{number}").PublishAsync(key, number, 1)));

        await Eventually.TrueAsync(() => received.Count >= 20, "20 items", lastSeen: () => $"{received.Count}");
        received.Order().ShouldBe(Enumerable.Range(0, 20));
    }
}
