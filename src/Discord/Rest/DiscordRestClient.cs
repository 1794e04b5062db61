using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fabric.Discord.Gateway;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Rest;

/// <summary>
/// The little of Discord's REST API that a gateway client needs. Waits out rate limits and short outages; what is thrown is final
/// or has been tried <see cref="MaxAttempts"/> times.
/// </summary>
public sealed partial class DiscordRestClient(
    HttpClient http, DiscordRestOptions options, TimeProvider time, IRandomSource random, ILogger<DiscordRestClient> logger)
{
    /// <summary>How often a call is tried before its failure is the caller's.</summary>
    public const int MaxAttempts = 5;

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RateLimitWithoutTime = TimeSpan.FromSeconds(5);

    private readonly Uri _gatewayBot = new(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/gateway/bot");

    /// <summary>Get Gateway Bot.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure.</exception>
    public async Task<GatewayBot> GetGatewayBotAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryGetGatewayBotAsync(cancellationToken);
            }
            catch (RetryableRestException failure) when (attempt + 1 < MaxAttempts)
            {
                var wait = failure.RetryAfter ?? GatewayBackoff.Delay(attempt, random);
                LogRetry(failure.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private async Task<GatewayBot> TryGetGatewayBotAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _gatewayBot);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bot", options.Token.Reveal());
        request.Headers.UserAgent.ParseAdd(options.UserAgent);
        using var response = await SendAsync(request, cancellationToken);
        await ThrowUnlessUsableAsync(response, cancellationToken);
        return await ReadGatewayBotAsync(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await http.SendAsync(request, either.Token);
        }
        catch (HttpRequestException failure)
        {
            throw new RetryableRestException($"Discord's API at {options.BaseUrl} cannot be reached: {failure.Message}", null, null, failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RetryableRestException(
                $"Discord's API at {options.BaseUrl} did not answer within {Timeout.TotalSeconds:0} s.", null, null, failure);
        }
    }

    private async Task ThrowUnlessUsableAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var status = response.StatusCode;
        var told = $"Discord's API at {options.BaseUrl} answered {(int)status} to GET /gateway/bot.";
        throw status switch
        {
            HttpStatusCode.Unauthorized => new DiscordTokenRefusedException(),
            HttpStatusCode.TooManyRequests =>
                new RetryableRestException(told, status, await RetryAfterAsync(response, cancellationToken)),
            >= HttpStatusCode.InternalServerError => new RetryableRestException(told, status),
            _ => new DiscordRestException(told, status),
        };
    }

    /// <summary>Discord tells the time in the body (with fractions) and in the header; its proxy only in the header.</summary>
    private static async Task<TimeSpan> RetryAfterAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var fromHeader = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        var fromBody = TimeSpan.FromSeconds(Math.Clamp(RetryAfterOf(body) ?? 0, 0, TimeSpan.FromDays(1).TotalSeconds));
        var longer = fromHeader > fromBody ? fromHeader : fromBody;
        return longer > TimeSpan.Zero ? longer : RateLimitWithoutTime;
    }

    private static double? RetryAfterOf(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, RestJsonContext.Default.RateLimitPayload)?.RetryAfter;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<GatewayBot> ReadGatewayBotAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var payload = await JsonSerializer.DeserializeAsync(body, RestJsonContext.Default.GatewayBotPayload, cancellationToken);
            return payload?.ToGatewayBot(time.GetUtcNow()) ?? throw Unusable(response.StatusCode, null);
        }
        catch (JsonException failure)
        {
            throw Unusable(response.StatusCode, failure);
        }
    }

    private RetryableRestException Unusable(HttpStatusCode status, Exception? failure) => new(
        $"{options.BaseUrl} answered GET /gateway/bot with something that is not Discord's answer: is the address right?", status, null, failure);

    [LoggerMessage(1000, LogLevel.Warning, "{Failure} Trying again in {Seconds:0.0} s.")]
    private partial void LogRetry(string failure, double seconds);
}
