using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Fabric.Testing;

namespace Fabric.Bench.Lavalink;

/// <summary>Has players start tracks, one after the other, each with a number of its own; and notes which starts a client is told of.</summary>
internal sealed class EventDriver : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly int _players;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<int, int> _seen = new();
    private readonly ConcurrentDictionary<int, byte> _due = new();
    private readonly CancellationTokenSource _stop = new();
    private int _number;
    private Task _driving = Task.CompletedTask;

    public EventDriver(Uri server, int players)
    {
        _players = players;
        _http = new HttpClient { BaseAddress = server };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", FabricProcess.LavalinkPassword);
    }

    /// <summary>How many events a client must have been sent.</summary>
    public int Due => _due.Count;

    /// <summary>How many of these it was not sent.</summary>
    public int Missing => _due.Keys.Count(number => !_seen.ContainsKey(number));

    /// <summary>How many it was sent again.</summary>
    public int Repeated => _seen.Values.Sum(static times => times - 1);

    public void Start(string session) => _driving = Task.WhenAll(Enumerable.Range(1, _players).Select(guild => DriveAsync(session, guild)));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _driving;
    }

    /// <summary>A client received a message.</summary>
    public void OnMessage(JsonElement message)
    {
        if (message.TryGetProperty("type", out var type) && type.GetString() == "TrackStartEvent")
        {
            var number = message.GetProperty("track").GetProperty("userData").GetProperty("number").GetInt32();
            _seen.AddOrUpdate(number, 1, static (_, times) => times + 1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task DriveAsync(string session, int guild)
    {
        var path = new Uri(string.Create(CultureInfo.InvariantCulture, $"/v4/sessions/{session}/players/{guild}"), UriKind.Relative);
        while (!_stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _number);
            var json = Tracks.Request(Tracks.Endless, string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{number}}}"));
            using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
            using var answer = await _http.PatchAsync(path, content);
            if (answer.IsSuccessStatusCode)
            {
                _due.TryAdd(number, 0);
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
