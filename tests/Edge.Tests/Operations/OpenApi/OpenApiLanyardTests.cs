using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>The schemas of Lanyard say what is really sent.</summary>
public sealed class OpenApiLanyardTests
{
    private static readonly ApiDescription Api = ApiDescription.Written;

    private static readonly LanyardError[] Errors =
    [
        .. typeof(LanyardError).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(static property => property.GetValue(null)).OfType<LanyardError>(),
    ];

    [Theory]
    [InlineData(true, SampleKeys.All)]
    [InlineData(false, SampleKeys.Required)]
    internal async Task A_presence_is_as_described_with_and_without_times(bool showsTimes, SampleKeys keys)
    {
        await using var server = await ClusterServer.StartAsync(new KeyValuePair<string, string?>("Presence:ShowTimes", showsTimes.ToString()));
        await server.SeeAsync(Presences.User, "online");
        await server.Grain<IPresenceGrain>(PresenceKey.Of(Presences.User)).ObserveAsync(new PresenceObservation
        {
            Kind = ObservationKind.PresenceChanged,
            Guild = new GuildId(1),
            Presence = Encoding.UTF8.GetBytes(
                """{"status":"dnd","client_status":{"vr":"dnd"},"activities":[{"id":"spotify:1","sync_id":"t","details":"s","timestamps":{"start":1},"assets":{"large_image":"spotify:i"}}]}"""),
        });

        var answer = await server.Http.GetFromJsonAsync<JsonNode>($"/v1/users/{Presences.User}");

        answer!["data"]!["spotify"].ShouldBeOfType<JsonObject>();
        new SchemaValidator(Api, keys).Validate(Api.Schema("LanyardPresence"), answer["data"]).ShouldBeEmpty(answer.ToJsonString());
    }

    [Fact]
    public void Every_error_is_described_and_no_other()
    {
        foreach (var error in Errors)
        {
            new SchemaValidator(Api, SampleKeys.All).Validate(Api.Schema("LanyardError"), BodyOf(error)).ShouldBeEmpty();
            Api.Operations.ShouldContain(operation => operation.Tags.Contains("Lanyard") && operation.Responses.ContainsKey(error.Status.ToString()));
        }

        Api.Schema("LanyardError")["properties"]!["error"]!["properties"]!["code"]!["enum"]!.AsArray().Select(static code => code!.GetValue<string>())
            .ShouldBe(Errors.Select(static error => BodyOf(error)!["error"]!["code"]!.GetValue<string>()).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public async Task Messages_of_the_socket_are_as_described()
    {
        await using var server = await EdgeServer.StartAsync();
        await using var client = await server.ConnectAsync();

        await CheckNextAsync(client);
        await client.SendAsync($"{{\"op\":2,\"d\":{{\"subscribe_to_id\":\"{Presences.User}\"}}}}");
        await CheckNextAsync(client);
        server.Feed.Publish(Presences.User, "idle");
        await CheckNextAsync(client);
    }

    private static async Task CheckNextAsync(SocketClient client)
    {
        var message = await client.ReceiveJsonAsync();
        new SchemaValidator(Api, SampleKeys.All).Validate(Api.Schema("LanyardMessage"), message).ShouldBeEmpty(message.ToJsonString());
    }

    private static JsonNode? BodyOf(LanyardError error) => JsonNode.Parse(error.Body.Span);
}
