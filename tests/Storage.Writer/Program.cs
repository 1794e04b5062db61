using System.Globalization;
using Fabric.Storage;
using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Writer;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

// A process to be killed: DIRECTORY DURABILITY WRITERS. Says "open", then "WRITER VALUE" for every acknowledged write, for ever.
// Without writers it holds the database until its input ends. What storage refuses goes to the error output, with status 1.
var services = new ServiceCollection();
services.AddLogging();
services.AddStateFormat(new StateFormat<Counter>(1, CounterJson.Default.Counter));
services.AddSqliteDatabase(options =>
{
    options.DataDirectory = args[0];
    options.Durability = Enum.Parse<SqliteDurability>(args[1]);
    options.BusyTimeout = TimeSpan.FromMilliseconds(100);
});
await using var provider = services.BuildServiceProvider();
var database = provider.GetRequiredService<SqliteDatabase>();
try
{
    database.Open();
}
catch (StorageException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
output.WriteLine("open");
var storage = StorageServiceCollectionExtensions.CreateGrainStorage(provider, database);
var writers = int.Parse(args[2], CultureInfo.InvariantCulture);
await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteForEverAsync(writer))));
await Console.In.ReadToEndAsync();
return 0;

async Task WriteForEverAsync(int writer)
{
    var counter = new Counter();
    var state = new GrainState<Counter>(counter);
    var grain = GrainId.Create("counter", writer.ToString(CultureInfo.InvariantCulture));
    while (true)
    {
        counter.Value++;
        await storage.WriteStateAsync("state", grain, state);
        output.WriteLine($"{writer} {counter.Value}");
    }
}
