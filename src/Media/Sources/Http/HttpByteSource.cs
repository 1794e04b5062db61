using System.Net;
using Fabric.Media.Containers;

namespace Fabric.Media.Sources.Http;

/// <summary>The body of an answer. Where the length is known, another place is reached by a request of its own.</summary>
internal sealed class HttpByteSource : IByteSource
{
    private const int SkipSize = 64 * 1024;

    private readonly HttpFiles _files;
    private readonly Uri _address;
    private HttpResponseMessage _response;
    private Stream _body;
    private bool _isLost;

    private HttpByteSource(HttpFiles files, Uri address, HttpResponseMessage response, Stream body)
    {
        _files = files;
        _address = address;
        _response = response;
        _body = body;
        Length = response.Content.Headers.ContentLength;
        CanSeek = Length is not null && !response.Headers.AcceptRanges.Contains("none");
    }

    public long? Length { get; }

    /// <summary>Servers that can do it do not always say so: it is tried, once, with those that say nothing.</summary>
    public bool CanSeek { get; private set; }

    public static async Task<HttpByteSource> OpenAsync(HttpFiles files, Uri address, HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(files, address, response, await response.Content.ReadAsStreamAsync(cancellationToken));

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        _isLost ? ValueTask.FromResult(0) : _files.ReadAsync(_body, buffer, cancellationToken);

    /// <summary>A server that gives the whole file again is read up to the place, if that is near enough; one that gives anything else is done with.</summary>
    public async ValueTask SeekAsync(long position, CancellationToken cancellationToken)
    {
        _response.Dispose();
        _response = await _files.GetAsync(_address, position, cancellationToken);
        _body = await _response.Content.ReadAsStreamAsync(cancellationToken);
        if (_response.StatusCode == HttpStatusCode.PartialContent && _response.Content.Headers.ContentRange?.From == position)
        {
            return;
        }

        var isWhole = _response.StatusCode == HttpStatusCode.OK;
        CanSeek &= isWhole && position == 0;
        _isLost = !isWhole || position > ContainerDetector.DefaultBudget || !await SkipAsync(position, cancellationToken);
    }

    private async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[SkipSize];
        while (count > 0)
        {
            var read = await _files.ReadAsync(_body, buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            count -= read;
        }

        return true;
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
