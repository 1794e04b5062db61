using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;
using Fabric.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;

namespace Fabric.Storage.Tests;

/// <summary>Storage as a composition registers it, under grains of a silo.</summary>
public sealed class SiloTests : IDisposable
{
    private readonly DataDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_grain_finds_its_state_after_the_silo_was_stopped_and_started()
    {
        await WithSiloAsync(static grains => grains.GetGrain<IVisitGrain>("1").VisitAsync());

        var visits = await WithSiloAsync(static grains => grains.GetGrain<IVisitGrain>("1").VisitAsync());

        visits.ShouldBe(2);
        File.Exists(_directory.DatabasePath + "-wal").ShouldBeFalse();
    }

    [Fact]
    public async Task A_stale_write_ends_the_activation_and_the_next_reads_what_is_stored() => await WithSiloAsync(static async grains =>
    {
        var grain = grains.GetGrain<IVisitGrain>("1");
        await grain.VisitAsync();
        var first = await grain.ActivationAsync();

        await Should.ThrowAsync<InconsistentStateException>(grain.WriteStaleAsync);

        await Eventually.TrueAsync(async () => await grain.ActivationAsync() != first, "a new activation");
        (await grain.VisitAsync()).ShouldBe(1001);
        return 0;
    });

    [Fact]
    public async Task A_callers_exception_is_the_storage_exception_of_the_grain() => await WithSiloAsync(
        static async grains =>
        {
            var grain = grains.GetGrain<IVisitGrain>("1");

            var failure = await Should.ThrowAsync<StorageException>(() => grain.RenameAsync(new string('x', 200)));

            failure.Message.ShouldContain("Storage:MaxRecordBytes allows 100");
            return 0;
        },
        static options => options.MaxRecordBytes = 100);

    [Fact]
    public void An_impossible_option_is_refused_when_the_database_is_asked_for()
    {
        using var host = Build(static options => options.BatchRecords = 0);

        Should.Throw<OptionsValidationException>(() => host.Services.GetRequiredService<SqliteDatabase>())
            .Message.ShouldBe("Storage:BatchRecords is 0; it must be between 1 and 100000.");
    }

    private async Task<T> WithSiloAsync<T>(Func<IGrainFactory, Task<T>> act, Action<SqliteStorageOptions>? configure = null)
    {
        using var host = Build(configure);
        host.Services.GetRequiredService<SqliteDatabase>().Open();
        await host.StartAsync();
        var result = await act(host.Services.GetRequiredService<IGrainFactory>());
        await host.StopAsync();
        return result;
    }

    private IHost Build(Action<SqliteStorageOptions>? configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddStateFormat(new StateFormat<Profile>(1, TestJson.Default.Profile));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free());
            silo.AddSqliteGrainStorage(VisitGrain.Store, options =>
            {
                options.DataDirectory = _directory.Path;
                configure?.Invoke(options);
            });
        });
        return builder.Build();
    }
}
