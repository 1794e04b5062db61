using System.Text;
using System.Text.Json.Nodes;
using Fabric.Edge.Tests.Lavalink.Support;
using Fabric.Media.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Support;

/// <summary>
/// The program and a web server of audio files, for tests that each have a session of their own. Between the first <c>playerUpdate</c> of a track
/// and those that a request brings there are none: so what comes, and in which order, does not depend on how fast a test is.
/// </summary>
public sealed class LavalinkFabric(Samples samples) : IAsyncLifetime
{
    private readonly Scene _scene = new();
    private readonly TaskCompletionSource _radioEnded = new();
    private FabricProcess? _program;
    private FileServer? _files;
    private HttpClient? _http;

    public FabricProcess Program => _program!;

    /// <summary>Requests with the password.</summary>
    public HttpClient Http => _http!;

    /// <summary>The address of a file of ten seconds with title and artist.</summary>
    public string Song => Url("/song.mp3");

    /// <summary>The same, as its look-up gives it.</summary>
    public string Encoded { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _files = await FileServer.StartAsync();
        ServeFiles(_files);
        _program = await FabricProcess.StartReadyAsync(_scene.With("Edge:Lavalink:PlayerUpdateInterval=00:30:00"));
        _http = LavalinkHttp.Create(Program.Lavalink, FabricProcess.LavalinkPassword);
        Encoded = (string)(await LoadAsync(Song))["data"]!["encoded"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_program is { } program)
        {
            await program.DisposeAsync();
        }

        if (_files is { } files)
        {
            await files.DisposeAsync();
        }

        _scene.Dispose();
    }

    /// <summary>The address of a file that <see cref="ServeFiles" /> names, or of one that is not there.</summary>
    public string Url(string path) => _files!.Url(path);

    internal Task<JsonNode> LoadAsync(string identifier) =>
        Http.GetJsonAsync($"/v4/loadtracks?identifier={Uri.EscapeDataString(identifier)}");

    /// <summary>A bot with a session of its own.</summary>
    internal Task<LavalinkClient> OpenAsync() => LavalinkClient.OpenAsync(Program, Http);

    private void ServeFiles(FileServer files)
    {
        const int Redirects = 6;
        foreach (var name in Samples.Names)
        {
            files.File($"/{name}", samples.BytesOf(name));
        }

        files.File("/song.mp3", samples.BytesOf("vbr.mp3"), "audio/mpeg")
            .File("/garbage", "Nothing that anybody could play.\n"u8.ToArray(), "text/plain")
            .File("/list.m3u", Encoding.UTF8.GetBytes($"#EXTM3U\n{Song}\n"))
            .Status("/broken", 500)
            .Redirect("/moved", 302, "/song.mp3")
            .Endless("/radio", samples.BytesOf("radio.mp3"), _radioEnded);
        for (var hop = 1; hop < Redirects; hop++)
        {
            files.Redirect($"/hop{hop}", 302, $"/hop{hop + 1}");
        }

        files.Redirect($"/hop{Redirects}", 302, "/song.mp3");
    }
}
