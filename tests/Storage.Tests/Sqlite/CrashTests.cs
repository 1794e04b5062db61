using System.Globalization;
using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;
using Fabric.Storage.Writer;
using Orleans;
using Orleans.Runtime;

namespace Fabric.Storage.Tests.Sqlite;

public sealed class CrashTests : IDisposable
{
    private const int Writers = 8;

    private readonly DataDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(SqliteDurability.ProcessCrash)]
    [InlineData(SqliteDurability.PowerLoss)]
    public async Task Every_write_acknowledged_before_the_process_was_killed_is_there(SqliteDurability durability)
    {
        for (var round = 1; round <= 3; round++)
        {
            var directory = Path.Combine(_directory.Path, $"{round}");
            var acknowledged = await WriteUntilKilledAsync(directory, durability, 700 * round);

            var stored = await ReadCountersAsync(directory);

            for (var writer = 0; writer < Writers; writer++)
            {
                // The write that was under way may have been committed without having been acknowledged.
                stored[writer].ShouldBeInRange(acknowledged[writer], acknowledged[writer] + 1, $"writer {writer}");
            }
        }
    }

    [Fact]
    public async Task The_file_of_a_killed_process_can_be_claimed_at_once()
    {
        using var holder = WriterProcess.Start(_directory.Path, writers: 0);
        (await holder.Output.ReadLineAsync()).ShouldBe("open");
        var refusal = Should.Throw<StorageException>(() => TestStorage.Open(_directory));

        holder.Kill();
        await holder.EndAsync();

        refusal.Message.ShouldContain("in use by another process");
        await using var storage = TestStorage.Open(_directory);
        await storage.WriteAsync("1", "x");
    }

    private static async Task<int[]> WriteUntilKilledAsync(string directory, SqliteDurability durability, int writes)
    {
        using var process = WriterProcess.Start(directory, Writers, durability);
        (await process.Output.ReadLineAsync()).ShouldBe("open");
        var acknowledged = new int[Writers];
        for (var lines = 0; await process.Output.ReadLineAsync() is { } line; lines++)
        {
            if (lines == writes)
            {
                process.Kill();
            }

            // The last line may be cut off by the kill; a number that lost digits is smaller, so it asks for less.
            if (line.Split(' ') is [var writer, { Length: > 0 } value])
            {
                ref var last = ref acknowledged[int.Parse(writer, CultureInfo.InvariantCulture)];
                last = Math.Max(last, int.Parse(value, CultureInfo.InvariantCulture));
            }
        }

        return acknowledged;
    }

    private static async Task<int[]> ReadCountersAsync(string directory)
    {
        await using var storage = TestStorage.Open(directory, null, new StateFormat<Counter>(1, CounterJson.Default.Counter));
        var values = new int[Writers];
        for (var writer = 0; writer < Writers; writer++)
        {
            var state = new GrainState<Counter>();
            await storage.Grains.ReadStateAsync("state", GrainId.Create("counter", $"{writer}"), state);
            values[writer] = state.State!.Value;
        }

        return values;
    }
}
