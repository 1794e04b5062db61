using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Abstractions.Ids;
using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Cluster;
using Fabric.Edge.Lavalink.Socket;
using Fabric.Edge.Tests.Support;
using Fabric.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fabric.Edge.Tests.Lavalink.Support;

/// <summary>The Lavalink front-end on a free port of this machine, over a cluster in memory.</summary>
internal sealed class LavalinkServer : IAsyncDisposable
{
    public const string Password = "pass word ü";
    public const string User = "170939974227541168";

    private static readonly string Credentials = $"Authorization: {Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Password))}";

    private readonly WebApplication _app;

    /// <summary>One looks after the client, one after what may be missing, and one after the statistics.</summary>
    private const int TimersOfSocket = 3;

    private LavalinkServer(WebApplication app, LineLog log)
    {
        _app = app;
        Log = log;
        Cluster = (MemoryLavalink)app.Services.GetRequiredService<ILavalinkCluster>();
        Http = LavalinkHttp.Create(new Uri($"http://127.0.0.1:{Port}"), Password);
    }

    /// <summary>Without the pause before ready, which a clock that stands still would not end.</summary>
    public static LavalinkSocketSettings Unpaused { get; } = new() { Pause = TimeSpan.Zero };

    public MemoryLavalink Cluster { get; }

    private ManualTimeProvider? Manual => _app.Services.GetRequiredService<TimeProvider>() as ManualTimeProvider;

    public LineLog Log { get; }

    /// <summary>For requests with the password.</summary>
    public HttpClient Http { get; }

    public int Port => Listener("Lavalink");

    public int OperationsPort => Listener("Operations");

    public int OpenSockets => _app.Services.GetRequiredService<LavalinkSockets>().Count;

    public static async Task<LavalinkServer> StartAsync(
        TimeProvider? time = null,
        LavalinkSocketSettings? settings = null,
        Action<IServiceCollection>? services = null,
        params KeyValuePair<string, string?>[] configuration)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LineLog();
        builder.Logging.ClearProviders().AddProvider(log).AddFilter("Microsoft", LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Edge:Lavalink:Address"] = "127.0.0.1",
            ["Edge:Lavalink:Port"] = "0",
            ["Edge:Lavalink:Password"] = Password,
            ["Operations:Listener:Port"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(settings ?? Unpaused);
        services?.Invoke(builder.Services);
        builder.Services.AddFabricLavalinkOver<MemoryLavalink>(builder.Configuration);
        builder.Services.AddFabricOperations(builder.Configuration);
        var app = builder.Build();
        app.UseFabricEdge();
        await app.StartAsync();
        return new LavalinkServer(app, log);
    }

    public static KeyValuePair<string, string?> Setting(string key, string value) => new(key, value);

    /// <summary>A socket whose handshake was answered with 101, whatever comes next.</summary>
    public async Task<SocketClient> ConnectAsync(params string[] headers)
    {
        var client = await SocketClient.ConnectAsync(Port, "/v4/websocket", [Credentials, $"User-Id: {User}", "Client-Name: tests/1.0", .. headers]);
        client.Response.ShouldStartWith("HTTP/1.1 101 ");
        return client;
    }

    /// <summary>A socket of a new session that has read ready and the first stats.</summary>
    public async Task<(SocketClient Client, SessionId Session)> OpenAsync(params string[] headers)
    {
        var timers = Manual?.PendingTimers;
        var client = await ConnectAsync(headers);
        if (Manual is { } time)
        {
            await Eventually.TrueAsync(() => time.PendingTimers >= timers + TimersOfSocket, "the socket to wait for its times");
        }

        var ready = await client.ReceiveJsonAsync();
        ((string?)(await client.ReceiveJsonAsync())["op"]).ShouldBe("stats");
        SessionId.TryParse((string?)ready["sessionId"], out var session).ShouldBeTrue();
        return (client, session);
    }

    /// <summary>A socket that takes a session over.</summary>
    public Task<SocketClient> ResumeAsync(SessionId session) => ConnectAsync($"Session-Id: {session}");

    public Task<JsonNode> GetJsonAsync(string target, HttpStatusCode expected = HttpStatusCode.OK) => Http.GetJsonAsync(target, expected);

    public Task<JsonNode> SendJsonAsync(HttpMethod method, string target, string body, HttpStatusCode expected = HttpStatusCode.OK) =>
        Http.SendJsonAsync(method, target, body, expected);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, string body, string? contentType = "application/json") =>
        Http.SendBodyAsync(method, target, body, contentType);

    /// <summary>The whole answer to a request without more headers than these.</summary>
    public Task<string> SendRawAsync(string method, string target, params string[] headers) => RawHttp.SendAsync(Port, method, target, headers);

    public static string WithPassword => Credentials;

    /// <summary>Writes a line to the server's log.</summary>
    public void Write(LogLevel level, string text) =>
        _app.Services.GetRequiredService<ILogger<LavalinkServer>>().Log(level, default, text, exception: null, static (line, _) => line);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private int Listener(string name) => _app.Services.GetServices<EdgeListener>().Single(listener => string.Equals(listener.Name, name, StringComparison.Ordinal)).EndPoint.Port;
}
