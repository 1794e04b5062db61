using System.Globalization;
using System.Net;
using System.Text.Json;
using Fabric.Bench.Lanyard.Feed;
using Fabric.Testing;

namespace Fabric.Bench.Lanyard.Servers;

/// <summary>The whole service in one process, with the embedded database, fed by a <see cref="DiscordFeed" /> of this process.</summary>
internal sealed class FabricServer : IMeasuredServer, IAsyncDisposable
{
    private static readonly TimeSpan ServeLimit = TimeSpan.FromMinutes(3);

    private readonly TemporaryDirectory _directory;
    private readonly DiscordFeed _feed;
    private readonly FabricProcess _process;
    private readonly HttpClient _http = new();

    private FabricServer(TemporaryDirectory directory, DiscordFeed feed, FabricProcess process) =>
        (_directory, _feed, _process) = (directory, feed, process);

    /// <inheritdoc />
    public Uri Address => _process.Lanyard;

    /// <summary>The address of the socket.</summary>
    public Uri Socket => _process.LanyardSocket;

    /// <inheritdoc />
    public TimeSpan ProcessorTime => _process.ProcessorTime;

    /// <inheritdoc />
    public long Memory => _process.Memory;

    /// <summary>Where its database lies.</summary>
    public string DataDirectory => _directory.Of("data");

    /// <summary>Whom it is told of.</summary>
    public FeedWorld World => _feed.World;

    /// <summary>Starts it and waits until all users are served.</summary>
    public static async Task<FabricServer> StartAsync(int users)
    {
        var server = await BeginAsync(users);
        try
        {
            await server.ServesAllAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it; its users are still on their way into it.</summary>
    public static async Task<FabricServer> BeginAsync(int users)
    {
        var directory = new TemporaryDirectory();
        var feed = await DiscordFeed.StartAsync(new FeedWorld(users));
        var process = await FabricProcess.StartReadyAsync(new FabricProcessOptions
        {
            DataDirectory = directory.Of("data"),
            BotToken = DiscordFeed.Token,
            DiscordApi = feed.Api,
        });
        return new FabricServer(directory, feed, process);
    }

    /// <summary>The way by which it is told of changes.</summary>
    public Task<FeedConnection> FeedAsync() => _feed.ConnectedAsync();

    /// <summary>Waits until it serves everybody.</summary>
    public async Task ServesAllAsync()
    {
        var count = 0;
        await Eventually.TrueAsync(
            async () => (count = await CountAsync()) == World.Users,
            $"{World.Users} users to be served",
            ServeLimit,
            () => $"{count}\n{_process.Tail()}");
        foreach (var user in Enumerable.Range(0, World.Users).Where(user => user % Math.Max(1, World.Users / 100) == 0))
        {
            await GetAsync(user);
        }
    }

    /// <summary>The body of a user's presence.</summary>
    public async Task<byte[]> GetAsync(int user)
    {
        using var answer = await _http.GetAsync(new Uri(Address, $"/v1/users/{FeedWorld.UserId(user)}"));
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"User {user} is not served: {answer.StatusCode}\n{_process.Tail()}");
    }

    /// <summary>The number of the change that a user's presence shows.</summary>
    public async Task<long> NumberOfAsync(int user)
    {
        using var document = JsonDocument.Parse(await GetAsync(user));
        var first = document.RootElement.GetProperty("data").GetProperty("activities")[0];
        return long.Parse(first.GetProperty("state").GetString()!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        await _feed.DisposeAsync();
        _directory.Dispose();
    }

    private async Task<int> CountAsync()
    {
        using var document = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri(Address, "/")));
        return document.RootElement.GetProperty("data").GetProperty("monitored_user_count").GetInt32();
    }
}
