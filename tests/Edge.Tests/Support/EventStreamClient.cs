using System.Net;
using System.Text;

namespace Fabric.Edge.Tests.Support;

/// <summary>A client of server-sent events that sees every line.</summary>
internal sealed class EventStreamClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly StreamReader _reader;

    private EventStreamClient(HttpClient http, HttpResponseMessage response, Stream stream) =>
        (_http, Response, _reader) = (http, response, new StreamReader(stream, Encoding.UTF8));

    public HttpResponseMessage Response { get; }

    public static async Task<EventStreamClient> OpenAsync(int port, string path, params (string Name, string Value)[] headers)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new EventStreamClient(http, response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The lines up to the next empty one; null at the end of the stream.</summary>
    public async Task<string[]?> ReceiveAsync()
    {
        var lines = new List<string>();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0)
            {
                return [.. lines];
            }

            lines.Add(line);
        }

        lines.ShouldBeEmpty("an event ends with an empty line");
        return null;
    }

    public void Dispose()
    {
        _reader.Dispose();
        Response.Dispose();
        _http.Dispose();
    }
}
