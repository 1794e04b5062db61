using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Support;

/// <summary>Grain storage in an open database, and what it measured.</summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly IAsyncDisposable[] _owned;

    /// <summary>Disposes of what it owns in that order.</summary>
    public TestStorage(IRecordStore store, IAsyncDisposable[] owned, CountingMeterFactory meters, StateFormat[] formats)
    {
        _owned = owned;
        Meters = meters;
        Grains = new RecordGrainStorage(store, new StateFormats(formats), TimeProvider.System);
    }

    public CountingMeterFactory Meters { get; }

    public RecordGrainStorage Grains { get; }

    public static GrainId GrainOf(string key) => GrainId.Create("profile", key);

    public static TestStorage Open(DataDirectory directory, Action<SqliteStorageOptions>? configure = null, params StateFormat[] formats) =>
        Open(directory.Path, configure, formats);

    public static TestStorage Open(string directory, Action<SqliteStorageOptions>? configure = null, params StateFormat[] formats)
    {
        var options = new SqliteStorageOptions
        {
            DataDirectory = directory,
            BusyTimeout = TimeSpan.FromMilliseconds(200),
            Durability = SqliteDurability.ProcessCrash,
        };
        configure?.Invoke(options);
        var meters = new CountingMeterFactory();
        var database = new SqliteDatabase(
            Options.Create(options), TimeProvider.System, new StorageMetrics(meters), NullLogger<SqliteDatabase>.Instance);
        database.Open();
        return new TestStorage(
            database, [database], meters, formats.Length > 0 ? formats : [new StateFormat<Profile>(1, TestJson.Default.Profile)]);
    }

    /// <summary>Writes as one who has read nothing, or what bears the given tag.</summary>
    public async Task<GrainState<Profile>> WriteAsync(string key, string name, string? etag = null, int visits = 0)
    {
        var state = new GrainState<Profile>(new Profile { Name = name, Visits = visits }, etag);
        await Grains.WriteStateAsync("state", GrainOf(key), state);
        return state;
    }

    public async Task<GrainState<Profile>> ReadAsync(string key)
    {
        var state = new GrainState<Profile>();
        await Grains.ReadStateAsync("state", GrainOf(key), state);
        return state;
    }

    /// <summary>Deletes as one who has read what bears the given tag.</summary>
    public async Task<GrainState<Profile>> ClearAsync(string key, string? etag)
    {
        var state = new GrainState<Profile>(new Profile { Name = "before" }, etag);
        await Grains.ClearStateAsync("state", GrainOf(key), state);
        return state;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }

        Meters.Dispose();
    }
}
