using System.Net;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Edge.Tests.Support;
using Fabric.Edge.WebSockets;
using Fabric.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Fabric.Silo.Tests.Support;

/// <summary>A bot: a socket of the program's Lavalink front-end, and requests about its session.</summary>
internal sealed class LavalinkClient : IAsyncDisposable
{
    public const string User = "170939974227541168";

    /// <summary>The guild of requests that name none.</summary>
    public const string Guild = "817327181659111454";

    /// <summary>A guild whose player's updates show that nothing came before them.</summary>
    private const string QuietGuild = "7";

    private static readonly string[] ErrorKeys = ["timestamp", "status", "error", "message", "path"];

    private readonly HttpClient _http;

    private LavalinkClient(HttpClient http, SocketClient socket, JsonNode ready) => (_http, Socket, Ready) = (http, socket, ready);

    public SocketClient Socket { get; }

    /// <summary>The first message.</summary>
    public JsonNode Ready { get; }

    public string Session => (string)Ready["sessionId"]!;

    public string Path => $"/v4/sessions/{Session}";

    /// <summary>Those of a handshake; the password comes first, the user second.</summary>
    public static string[] Headers { get; } = HeadersOf(FabricProcess.LavalinkPassword);

    /// <summary>Connects, and takes the first message.</summary>
    public static async Task<LavalinkClient> OpenAsync(FabricProcess program, HttpClient http, params string[] headers)
    {
        var socket = await SocketClient.ConnectAsync(program.Lavalink.Port, "/v4/websocket", [.. Headers, .. headers]);
        socket.Response.ShouldStartWith("HTTP/1.1 101 ");
        var ready = await socket.ReceiveJsonAsync();
        ((string?)ready["op"]).ShouldBe("ready");
        return new LavalinkClient(http, socket, ready);
    }

    /// <summary>Connects, whatever the answer is.</summary>
    public static Task<SocketClient> ConnectAsync(FabricProcess program, string password) =>
        SocketClient.ConnectAsync(program.Lavalink.Port, "/v4/websocket", HeadersOf(password));

    /// <summary>Connects again, with the session's id.</summary>
    public Task<LavalinkClient> ReconnectAsync(FabricProcess program) => OpenAsync(program, _http, $"Session-Id: {Session}");

    /// <summary>Closes the socket in order: once that is answered, the session has none.</summary>
    public async Task LeaveAsync()
    {
        await Socket.CloseAsync(1000);
        while ((await Socket.ReceiveAsync()).Opcode != WebSocketOpcode.Close)
        {
        }

        await Socket.ExpectEndAsync();
    }

    /// <summary>The next message but for statistics, which come by the clock.</summary>
    public async Task<JsonNode> NextAsync()
    {
        while (true)
        {
            var frame = await Socket.ReceiveAsync();
            if (frame.Opcode == WebSocketOpcode.Ping)
            {
                await Socket.SendAsync(WebSocketOpcode.Pong, frame.Payload);
                continue;
            }

            frame.Opcode.ShouldBe(WebSocketOpcode.Text, frame.Text);
            var message = JsonNode.Parse(frame.Text)!;
            if ((string?)message["op"] != "stats")
            {
                return message;
            }
        }
    }

    /// <summary>The next message must be this op, or this type of event.</summary>
    public async Task<JsonNode> ExpectAsync(string kind)
    {
        var message = await NextAsync();
        KindOf(message).ShouldBe(kind, message.ToJsonString());
        return message;
    }

    /// <summary>Shows that nothing is on its way: what is asked for now comes next.</summary>
    public async Task ExpectNothingAsync()
    {
        await UpdateAsync("""{"filters":{}}""", guild: QuietGuild);
        var message = await ExpectAsync("playerUpdate");
        ((string?)message["guildId"]).ShouldBe(QuietGuild, message.ToJsonString());
    }

    public Task<JsonNode> UpdateAsync(string body, string query = "", string guild = Guild) =>
        _http.SendJsonAsync(HttpMethod.Patch, $"{Path}/players/{guild}{query}", body);

    public Task<JsonNode> PlayerAsync(string guild = Guild) => _http.GetJsonAsync($"{Path}/players/{guild}");

    /// <summary>Begins a track, and takes what is told of that: the event, an update for the request, and the first of those that come by the clock.</summary>
    public async Task<JsonNode> PlayAsync(string body, string query = "")
    {
        var player = await UpdateAsync(body, query);
        await ExpectStartAsync();
        return player;
    }

    /// <summary>Takes what is told of a track's beginning.</summary>
    public async Task<JsonNode> ExpectStartAsync()
    {
        var start = await ExpectAsync("TrackStartEvent");
        await ExpectAsync("playerUpdate");
        await ExpectAsync("playerUpdate");
        return start;
    }

    /// <summary>A request to change the player must be refused.</summary>
    public Task<JsonNode> RefuseAsync(string body, HttpStatusCode status, string message, string guild = Guild) =>
        RefuseAsync(HttpMethod.Patch, $"{Path}/players/{guild}", body, status, message);

    /// <summary>A request must be refused, with everything that an error has.</summary>
    public Task<JsonNode> RefuseAsync(HttpMethod method, string path, string body, HttpStatusCode status, string message) =>
        RefuseAsync(_http, method, path, body, status, message);

    /// <inheritdoc cref="RefuseAsync(HttpMethod, string, string, HttpStatusCode, string)" />
    public static async Task<JsonNode> RefuseAsync(
        HttpClient http, HttpMethod method, string path, string body, HttpStatusCode status, string message)
    {
        var error = await http.SendJsonAsync(method, path, body, status);
        ExpectError(error, (int)status, path.Split('?')[0]);
        ((string?)error["message"]).ShouldBe(message);
        return error;
    }

    /// <summary>An error must have its keys in their order, and say what it is.</summary>
    public static void ExpectError(JsonNode error, int status, string path)
    {
        error.AsObject().Select(static key => key.Key).ShouldBe(ErrorKeys, error.ToJsonString());
        ((long)error["timestamp"]!).ShouldBeGreaterThan(1_700_000_000_000);
        ((int)error["status"]!).ShouldBe(status);
        ((string?)error["error"]).ShouldBe(ReasonPhrases.GetReasonPhrase(status));
        ((string?)error["path"]).ShouldBe(path);
    }

    public ValueTask DisposeAsync() => Socket.DisposeAsync();

    private static string[] HeadersOf(string password) => [$"Authorization: {password}", $"User-Id: {User}", "Client-Name: tests/1.0"];

    private static string? KindOf(JsonNode message) => (string?)(message["type"] ?? message["op"]);
}
