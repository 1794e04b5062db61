using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;

namespace Fabric.Testing;

/// <summary>A plain client of a Lavalink node: its socket, and its requests.</summary>
public sealed class LavalinkBot : IAsyncDisposable
{
    private const int BufferSize = 256 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<JsonElement>? _onMessage;
    private Task _reading = Task.CompletedTask;

    private LavalinkBot(Uri server, Action<JsonElement>? onMessage)
    {
        _onMessage = onMessage;
        _http.BaseAddress = server;
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", FabricProcess.LavalinkPassword);
    }

    /// <summary>The session.</summary>
    public string Session { get; private set; } = "";

    /// <summary>Whether it is one that was there before.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>How many messages came.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether its socket is open.</summary>
    public bool IsConnected => !_reading.IsCompleted;

    /// <summary>Connects one.</summary>
    /// <param name="server">The node.</param>
    /// <param name="user">The bot's id.</param>
    /// <param name="session">The session to resume; null for a new one.</param>
    /// <param name="onMessage">Is told of every message; null for nobody.</param>
    public static async Task<LavalinkBot> ConnectAsync(Uri server, ulong user, string? session = null, Action<JsonElement>? onMessage = null)
    {
        var bot = new LavalinkBot(server, onMessage);
        bot._socket.Options.SetRequestHeader("Authorization", FabricProcess.LavalinkPassword);
        bot._socket.Options.SetRequestHeader("User-Id", user.ToString(CultureInfo.InvariantCulture));
        bot._socket.Options.SetRequestHeader("Client-Name", "fabric-tests/1");
        if (session is not null)
        {
            bot._socket.Options.SetRequestHeader("Session-Id", session);
        }

        await bot._socket.ConnectAsync(new Uri($"ws://{server.Authority}/v4/websocket"), CancellationToken.None).WaitAsync(Limit, TimeProvider.System);
        bot._reading = bot.ReadAsync();
        await bot._ready.Task.WaitAsync(Limit, TimeProvider.System);
        return bot;
    }

    /// <summary>The path of a player.</summary>
    public string PlayerPath(ulong guild) => $"/v4/sessions/{Session}/players/{guild.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Changes a player.</summary>
    public async Task UpdateAsync(ulong guild, string json) => await PatchAsync(PlayerPath(guild), json);

    /// <summary>The players of the session.</summary>
    /// <exception cref="HttpRequestException">There is no such answer, or none in time.</exception>
    public async Task<JsonElement> GetPlayersAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        return JsonElement.Parse(await _http.GetByteArrayAsync(new Uri($"/v4/sessions/{Session}/players", UriKind.Relative), limit.Token));
    }

    /// <summary>Has the session outlive its socket.</summary>
    public async Task BeResumableAsync() => await PatchAsync($"/v4/sessions/{Session}", """{"resuming":true,"timeout":60}""");

    /// <summary>Breaks the connection, without a word.</summary>
    public void Cut() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task PatchAsync(string path, string json)
    {
        using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PatchAsync(new Uri(path, UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"PATCH {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task ReadAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var message = await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token);
                if (message.MessageType != WebSocketMessageType.Text || !message.EndOfMessage)
                {
                    return;
                }

                Take(buffer.AsMemory(0, message.Count));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The end of the measurement, or of the node.
            _ready.TrySetException(exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Take(ReadOnlyMemory<byte> json)
    {
        Messages++;
        if (_onMessage is null && _ready.Task.IsCompleted)
        {
            return;
        }

        using var document = JsonDocument.Parse(json);
        var message = document.RootElement;
        if (message.GetProperty("op").GetString() == "ready")
        {
            (Session, IsResumed) = (message.GetProperty("sessionId").GetString()!, message.GetProperty("resumed").GetBoolean());
            _ready.TrySetResult();
        }

        _onMessage?.Invoke(message);
    }
}
