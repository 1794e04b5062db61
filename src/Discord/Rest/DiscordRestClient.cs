using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fabric.Discord.Gateway;
using Fabric.Protocol;
using Microsoft.Extensions.Logging;

namespace Fabric.Discord.Rest;

/// <summary>
/// The little of Discord's REST API that the bot needs. Waits out rate limits and short outages; what is thrown is final
/// or has been tried <see cref="MaxAttempts"/> times.
/// </summary>
public sealed partial class DiscordRestClient(
    HttpClient http, DiscordRestOptions options, TimeProvider time, IRandomSource random, ILogger<DiscordRestClient> logger)
{
    /// <summary>How often a call is tried before its failure is the caller's.</summary>
    public const int MaxAttempts = 5;

    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>How long Discord takes an answer to an interaction.</summary>
    private static readonly TimeSpan InteractionLifetime = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RateLimitWithoutTime = TimeSpan.FromSeconds(5);

    private readonly string _root = options.BaseUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Get Gateway Bot.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure.</exception>
    public Task<GatewayBot> GetGatewayBotAsync(CancellationToken cancellationToken) =>
        TryAsync(() => SendAsync(HttpMethod.Get, "/gateway/bot", null, ReadGatewayBotAsync, cancellationToken), cancellationToken);

    /// <summary>Create Message.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure: the bot may not write in the channel, for instance.</exception>
    public Task CreateMessageAsync(ulong channel, MessagePayload message, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/channels/{channel}/messages");
        return TryAsync(
            () => SendAsync(
                HttpMethod.Post,
                path,
                JsonContent.Create(message, RestJsonContext.Default.MessagePayload),
                static (_, _, _) => Task.FromResult(true),
                cancellationToken),
            cancellationToken);
    }

    /// <summary>Create DM: the channel of direct messages with a user.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure: the user takes no messages of the bot's, for instance.</exception>
    public Task<ulong> CreateDirectChannelAsync(ulong user, CancellationToken cancellationToken) => TryAsync(
        () => SendAsync(
            HttpMethod.Post,
            "/users/@me/channels",
            JsonContent.Create(new DirectChannelRequest(user.ToString(CultureInfo.InvariantCulture)), RestJsonContext.Default.DirectChannelRequest),
            ReadChannelAsync,
            cancellationToken),
        cancellationToken);

    /// <summary>Get Current Application: the id of the bot's application.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure.</exception>
    public Task<ulong> GetApplicationAsync(CancellationToken cancellationToken) => TryAsync(
        () => SendAsync(
            HttpMethod.Get,
            "/applications/@me",
            null,
            async (response, what, stop) => ReadId((await ReadAsync(response, what, RestJsonContext.Default.ApplicationPayload, stop)).Id, what, response),
            cancellationToken),
        cancellationToken);

    /// <summary>Get Global Application Commands.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure.</exception>
    public Task<ApplicationCommand[]> GetCommandsAsync(ulong application, CancellationToken cancellationToken) => TryAsync(
        () => SendAsync(
            HttpMethod.Get,
            CommandsOf(application),
            null,
            (response, what, stop) => ReadAsync(response, what, RestJsonContext.Default.ApplicationCommandArray, stop),
            cancellationToken),
        cancellationToken);

    /// <summary>Create Global Application Command; over one of the same name.</summary>
    /// <exception cref="DiscordTokenRefusedException">401.</exception>
    /// <exception cref="DiscordRestException">Any other lasting failure.</exception>
    public Task CreateCommandAsync(ulong application, ApplicationCommand command, CancellationToken cancellationToken) => TryAsync(
        () => SendAsync(
            HttpMethod.Post,
            CommandsOf(application),
            JsonContent.Create(command, RestJsonContext.Default.ApplicationCommand),
            static (_, _, _) => Task.FromResult(true),
            cancellationToken),
        cancellationToken);

    /// <summary>Create Interaction Response: a message that only who gave the command sees.</summary>
    /// <exception cref="DiscordRestException">A lasting failure.</exception>
    /// <exception cref="OperationCanceledException">It was not taken within the time that Discord gives.</exception>
    public async Task RespondAsync(ulong interaction, string token, MessagePayload message, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(InteractionLifetime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var path = string.Create(CultureInfo.InvariantCulture, $"/interactions/{interaction}/{Uri.EscapeDataString(token)}/callback");
        await TryAsync(
            () => SendAsync(
                HttpMethod.Post,
                path,
                JsonContent.Create(InteractionResponse.Of(message), RestJsonContext.Default.InteractionResponse),
                static (_, _, _) => Task.FromResult(true),
                either.Token,
                "/interactions/…/callback"),
            either.Token);
    }

    private static string CommandsOf(ulong application) => string.Create(CultureInfo.InvariantCulture, $"/applications/{application}/commands");

    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (RetryableRestException failure) when (attempt + 1 < MaxAttempts)
            {
                var wait = failure.RetryAfter ?? GatewayBackoff.Delay(attempt, random);
                LogRetry(failure.Message, wait.TotalSeconds);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? body,
        Func<HttpResponseMessage, string, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken,
        string? shownPath = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_root + path)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bot", options.Token.Reveal());
        request.Headers.UserAgent.ParseAdd(options.UserAgent);
        using var response = await SendAsync(request, cancellationToken);
        var what = $"{method} {shownPath ?? path}";
        await ThrowUnlessUsableAsync(response, what, cancellationToken);
        return await read(response, what, cancellationToken);
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

    private async Task ThrowUnlessUsableAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var status = response.StatusCode;
        var told = $"Discord's API at {options.BaseUrl} answered {(int)status} to {what}.";
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

    private async Task<GatewayBot> ReadGatewayBotAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken) =>
        (await ReadAsync(response, what, RestJsonContext.Default.GatewayBotPayload, cancellationToken)).ToGatewayBot(time.GetUtcNow())
        ?? throw Unusable(what, response.StatusCode, null);

    private async Task<ulong> ReadChannelAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken)
    {
        var channel = await ReadAsync(response, what, RestJsonContext.Default.ChannelPayload, cancellationToken);
        return ReadId(channel.Id, what, response);
    }

    private ulong ReadId(string? text, string what, HttpResponseMessage response) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Unusable(what, response.StatusCode, null);

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, string what, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw Unusable(what, response.StatusCode, null);
        }
        catch (JsonException failure)
        {
            throw Unusable(what, response.StatusCode, failure);
        }
    }

    private RetryableRestException Unusable(string what, HttpStatusCode status, Exception? failure) => new(
        $"{options.BaseUrl} answered {what} with something that is not Discord's answer: is the address right?", status, null, failure);

    [LoggerMessage(1000, LogLevel.Warning, "{Failure} Trying again in {Seconds:0.0} s.")]
    private partial void LogRetry(string failure, double seconds);
}
