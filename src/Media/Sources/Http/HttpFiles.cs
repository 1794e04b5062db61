using System.Net.Http.Headers;

namespace Fabric.Media.Sources.Http;

/// <summary>Sends the requests of the http source. A server that is silent for too long has failed.</summary>
internal sealed class HttpFiles(HttpClient client, HttpSourceOptions options, TimeProvider time)
{
    /// <summary>Asks for a file; the answer's body is still to be read.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="from">The first byte that is wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">No answer came.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        try
        {
            return await WithinAsync(
                options.ConnectTimeout + options.ReadTimeout,
                stop => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop),
                cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException as AddressRefusedException ?? new IOException(Innermost(failure).Message, failure);
        }
    }

    /// <summary>Reads on in an answer.</summary>
    /// <exception cref="IOException">The server failed.</exception>
    public ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken) =>
        new(WithinAsync(options.ReadTimeout, stop => body.ReadAsync(buffer, stop).AsTask(), cancellationToken));

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await action(either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The server sent nothing for {limit.TotalMilliseconds:0} ms.", failure);
        }
    }

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
