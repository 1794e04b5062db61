using System.Net;
using Fabric.Media.Containers;
using Fabric.Media.Routes;
using Fabric.Media.Tracks;

namespace Fabric.Media.Sources.Http;

/// <summary>Files and radio stations at http addresses (lavalink.md §7.4).</summary>
public sealed class HttpTrackSource : ITrackSource, IDisposable
{
    private readonly HttpSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly HttpFiles _files;

    /// <summary>Makes a source; connections are made when something is loaded.</summary>
    /// <param name="options">The options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="planner">Chooses the addresses that connections go out from, if that is wanted.</param>
    /// <param name="routes">How often to try again from another address.</param>
    /// <exception cref="ArgumentException">An option is out of its limits.</exception>
    public HttpTrackSource(HttpSourceOptions options, TimeProvider time, IRoutePlanner? planner = null, RouteOptions? routes = null)
        : this(options, time, planner, routes ?? new RouteOptions(), static (host, stop) => Dns.GetHostAddressesAsync(host, stop))
    {
    }

    internal HttpTrackSource(
        HttpSourceOptions options,
        TimeProvider time,
        IRoutePlanner? planner,
        RouteOptions routes,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        options.Validate();
        _options = options;
        _time = time;
        _client = HttpClients.Create(options, new HttpConnector(options, time, planner, resolve), planner, routes);
        _files = new HttpFiles(_client, options, time);
    }

    /// <inheritdoc />
    public string Name => "http";

    /// <inheritdoc />
    public async ValueTask<LoadOutcome> LoadAsync(string identifier, CancellationToken cancellationToken)
    {
        if (HttpAddress.Read(identifier) is not { } link)
        {
            return LoadOutcome.Declined.Instance;
        }

        var address = HttpAddress.Parse(link);
        using var limit = new CancellationTokenSource(_options.LoadTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            RequireAllowed(address);
            return await LoadAsync(link, address, either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"The file was not recognised within {_options.LoadTimeout.TotalSeconds:0.#} s.", failure);
        }
        catch (AddressRefusedException failure)
        {
            throw new TrackLoadException("Loading from that address is not allowed.", LoadSeverity.Common, failure);
        }
        catch (IOException failure)
        {
            throw Failure("Connecting to the URL failed.", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<LoadOutcome> LoadAsync(string link, Uri address, CancellationToken cancellationToken)
    {
        using var response = await _files.GetAsync(address, from: 0, cancellationToken);
        switch (response.StatusCode)
        {
            case HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
                when response.Headers.Location is { } location:
                return new LoadOutcome.Redirect(new Uri(address, location).AbsoluteUri);
            case HttpStatusCode.NotFound:
                return LoadOutcome.NoMatch.Instance;
            case HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation or HttpStatusCode.PartialContent:
                return await DetectAsync(link, address, response, cancellationToken);
            default:
                var status = new IOException($"The server answered with status {(int)response.StatusCode}.");
                throw new TrackLoadException("That URL is not playable.", LoadSeverity.Common, status);
        }
    }

    private async Task<LoadOutcome> DetectAsync(string link, Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.TryGetValues("Content-Type", out var values) ? values.FirstOrDefault() : null;
        await using var body = await HttpByteSource.OpenAsync(_files, address, response, cancellationToken);
        return await ContainerDetector.DetectAsync(body, new ProbeHints(type, IsHttp: true), cancellationToken, _options.MaxProbeBytes) switch
        {
            ProbeResult.Reference reference => new LoadOutcome.Redirect(reference.Link, reference.Title),
            ProbeResult.Audio audio => new LoadOutcome.Track(TrackOf(link, audio, IcyHeaders.Of(response))),
            _ => throw new TrackLoadException("Unknown file format.", LoadSeverity.Common),
        };
    }

    private AudioTrack TrackOf(string link, ProbeResult.Audio audio, IcyHeaders icy)
    {
        var tags = audio.Tags.Or(new(icy.Title, icy.Author));
        return ContainerTracks.Make(Name, link, audio with { Tags = tags });
    }

    /// <summary>What connects sees only the proxy where there is one.</summary>
    private void RequireAllowed(Uri address)
    {
        if (!_options.AllowPrivateAddresses && IPAddress.TryParse(address.DnsSafeHost, out var ip) && !AddressPolicy.IsPublic(ip))
        {
            throw new AddressRefusedException(address.Host);
        }
    }

    private static TrackLoadException Failure(string message, Exception cause) => new(message, LoadSeverity.Suspicious, cause);
}
