using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fabric.Edge.WebSockets;
using Fabric.Silo.Tests.Support;

namespace Fabric.Silo.Tests.Lavalink;

/// <summary>
/// Requests to change a player that are spoilt in every way, against the whole program. A case is its seed; one that fails is printed, and played again
/// with FABRIC_FUZZ_SEED.
/// </summary>
[Collection(nameof(LavalinkCollection))]
public sealed partial class LavalinkFuzzTests(LavalinkFabric fabric)
{
    private const string SeedVariable = "FABRIC_FUZZ_SEED";
    private const int Parallelism = 8;

    /// <summary>How much the program may grow once it is warm, in bytes: less than the bodies would take that it is sent meanwhile.</summary>
    private const long MostGrowth = 64L << 20;

    private static readonly string[] PlayerKeys = ["guildId", "track", "volume", "paused", "state", "voice", "filters"];
    private static readonly UriCreationOptions AsIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    [Fact]
    public async Task Ten_thousand_bad_requests_are_answered_as_is_specified_and_harm_nothing()
    {
        const string After = "817327181659111455";
        await using var client = await fabric.OpenAsync();
        var reading = ReadUntilStartAsync(client, After);
        var (first, count) = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed
            ? (int.Parse(seed, CultureInfo.InvariantCulture), 1)
            : (1, 10_000);
        var warm = count / 5;
        await SendAsync(client, first, warm);
        var memory = fabric.Program.Memory;

        await SendAsync(client, first + warm, count - warm);

        var growth = fabric.Program.Memory - memory;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seeds {first} to {first + count - 1}: the program grew by {growth >> 20} MiB");
        growth.ShouldBeLessThan(MostGrowth);
        fabric.Program.IsRunning.ShouldBeTrue();
        await client.UpdateAsync($$"""{"encodedTrack":"{{fabric.Encoded}}"}""", guild: After);
        await reading;
        await client.Socket.SendAsync(WebSocketOpcode.Ping, "still there?"u8.ToArray());
        while ((await client.Socket.ReceiveAsync()).Opcode != WebSocketOpcode.Pong)
        {
        }

        fabric.Program.Output.Concat(fabric.Program.Errors).ShouldNotContain(static line => Failure().IsMatch(line));
    }

    /// <summary>A client that did not read would be closed.</summary>
    private static async Task ReadUntilStartAsync(LavalinkClient client, string guild)
    {
        var message = default(JsonNode);
        while ((string?)message?["guildId"] != guild || (string?)message["type"] != "TrackStartEvent")
        {
            message = await client.NextAsync();
        }
    }

    private Task SendAsync(LavalinkClient client, int first, int count)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism };
        return Parallel.ForEachAsync(Enumerable.Range(first, count), options, async (seed, stop) =>
        {
            try
            {
                await SendAsync(client, PatchCase.Of(seed), stop);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}: {exception.Message} Play it again with {SeedVariable}={seed}.", exception);
            }
        });
    }

    private async Task SendAsync(LavalinkClient client, PatchCase one, CancellationToken stop)
    {
        var path = $"{client.Path}/players/{one.GuildText}";
        using var content = new ByteArrayContent(one.Body);
        if (one.ContentType is { } type)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        var target = new Uri($"{fabric.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}", in AsIs);
        using var request = new HttpRequestMessage(HttpMethod.Patch, target) { Content = content };
        using var response = await fabric.Http.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);

        Check(one, (int)response.StatusCode, path, text);
    }

    private static void Check(PatchCase one, int status, string path, string text)
    {
        if (one.Status == 0)
        {
            status.ShouldBeOneOf(200, 400, 500);
        }
        else
        {
            status.ShouldBe(one.Status, text);
        }

        var answer = JsonNode.Parse(text)!;
        if (status == 200)
        {
            CheckPlayer(answer, one.Guild);
            return;
        }

        LavalinkClient.ExpectError(answer, status, path);
        var message = (string?)answer["message"];
        if (one.Message is { } expected)
        {
            message.ShouldBe(expected);
        }
        else if (status == 500)
        {
            TracksFault().IsMatch(message!).ShouldBeTrue(message);
        }
    }

    private static void CheckPlayer(JsonNode player, string? guild)
    {
        player.AsObject().Select(static key => key.Key).ShouldBe(PlayerKeys);
        ((string?)player["guildId"]).ShouldBe(guild);
        ((int)player["volume"]!).ShouldBeInRange(0, 1000);
        ((long)player["state"]!["position"]!).ShouldBeGreaterThanOrEqualTo(0);
        if (player["track"] is { } track)
        {
            ((long)track["info"]!["position"]!).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [GeneratedRegex("^(Illegal base64 character|Last unit|Failed to decode track|A band of the equalizer|For input string)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TracksFault();

    /// <summary>What the program says of requests that it could not serve.</summary>
    [GeneratedRegex("A request to Lavalink's front-end failed|Unhandled exception|could not be looked after", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Failure();
}
