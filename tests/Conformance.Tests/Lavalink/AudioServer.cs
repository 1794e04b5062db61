using System.Diagnostics;
using System.Net;
using Fabric.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabric.Conformance.Tests.Lavalink;

/// <summary>Serves a file of ten seconds, which ffmpeg has made.</summary>
internal sealed class AudioServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly WebApplication _application;

    private AudioServer(TemporaryDirectory directory, WebApplication application) => (_directory, _application) = (directory, application);

    /// <summary>The file.</summary>
    public string File => $"{_application.Urls.Single()}/file.mp3";

    public static async Task<AudioServer> StartAsync()
    {
        var directory = new TemporaryDirectory();
        var path = directory.Of("file.mp3");
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "sine=duration=10", "-metadata", "title=Low Tide", "-metadata", "artist=Ana", path]);
        await ffmpeg.WaitForExitAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(path);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.MapGet("/file.mp3", () => Results.Bytes(bytes, "audio/mpeg", enableRangeProcessing: true));
        await application.StartAsync();
        return new AudioServer(directory, application);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _directory.Dispose();
    }
}
