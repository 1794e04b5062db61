using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>Every route is described, and what is described is served.</summary>
public sealed class OpenApiRouteTests
{
    private const string Lanyard = "Lanyard";
    private const string Lavalink = "Lavalink";

    private static readonly ApiDescription Api = ApiDescription.Written;
    private static readonly string[] Methods = ["GET", "PUT", "POST", "PATCH", "DELETE"];

    /// <summary>What stands for no route.</summary>
    private static readonly LanyardRouteKind[] NotOfLanyard = [LanyardRouteKind.Unknown, LanyardRouteKind.Malformed, LanyardRouteKind.BelowMetrics];

    /// <summary>What stands for no route.</summary>
    private static readonly LavalinkRouteKind[] NotOfLavalink = [LavalinkRouteKind.Unknown, LavalinkRouteKind.Version3];

    [Fact]
    public void Every_route_of_Lanyard_has_a_path_and_every_path_a_route() =>
        PathsOf(Lanyard).Select(static path => LanyardRoute.Parse(ApiDescription.Fill(path)).Kind)
            .ShouldBe(Enum.GetValues<LanyardRouteKind>().Except(NotOfLanyard), ignoreOrder: true);

    [Fact]
    public void Every_route_of_Lavalink_has_a_path_and_every_path_a_route() =>
        PathsOf(Lavalink).Select(static path => RouteOf(path).Kind)
            .ShouldBe(Enum.GetValues<LavalinkRouteKind>().Except(NotOfLavalink), ignoreOrder: true);

    [Fact]
    public void Lavalinks_methods_are_those_that_are_allowed()
    {
        foreach (var path in PathsOf(Lavalink))
        {
            MethodsOf(path).ShouldBe(RouteOf(path).Allowed!.Split(',').Except(["HEAD", "OPTIONS"]), ignoreOrder: true, path);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(LavalinkOptions.DefaultPassword)]
    public async Task Whatever_is_described_is_served_as_described_and_nothing_else(string? authorization)
    {
        await using var server = await ClusterServer.StartAsync(
            new("Edge:Avatars:BaseUrl", "http://127.0.0.1:1"), new("Edge:Lavalink:ContextPath", "/lava"), new("Edge:Lavalink:Metrics:Enabled", "true"));
        await server.SeeAsync(Presences.User, "online");
        var api = new ApiDescription(JsonNode.Parse(await server.Operations.GetStringAsync("/openapi/v1.json"))!.AsObject());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var requests = from path in api.Paths
                       from at in path.Value!["servers"]!.AsArray()
                       from method in Methods
                       select (Path: path.Key, Listener: at["description"]!.GetValue<string>(), Root: at["url"]!.GetValue<string>(), Method: method);

        foreach (var (path, listener, root, method) in requests)
        {
            var operation = api.Operations.SingleOrDefault(operation => operation.Path == path && operation.Method == method);
            using var request = RequestOf(method, root + ApiDescription.Fill(path), operation, authorization);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await CheckAsync(api, operation, listener, answer);
        }
    }

    private static async Task CheckAsync(ApiDescription api, DescribedOperation? operation, string listener, HttpResponseMessage answer)
    {
        var isJson = answer.Content.Headers.ContentType?.MediaType == "application/json";
        var body = isJson ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
        var what = $"{answer.RequestMessage} was answered with {answer} {body?.ToJsonString()}";
        var isRouted = listener == Lavalink ? answer.StatusCode != HttpStatusCode.MethodNotAllowed : body?["error"]?["code"]?.GetValue<string>() != "not_found";
        if (operation is null)
        {
            // Lanyard's metrics are for any method, which is not worth describing.
            (isRouted && !(listener == Lanyard && answer.RequestMessage!.RequestUri!.AbsolutePath == "/metrics")).ShouldBeFalse(what);
            return;
        }

        isRouted.ShouldBeTrue(what);
        var content = api.Resolve(operation.Responses[((int)answer.StatusCode).ToString()].ShouldNotBeNull(what))["content"]?.AsObject();
        if (answer.Content.Headers.ContentType is { MediaType: var type })
        {
            content.ShouldNotBeNull(what).Select(static described => described.Key.Split(';')[0]).ShouldContain(type, what);
        }

        if (body is not null)
        {
            new SchemaValidator(api).Validate(content!["application/json"]!["schema"]!, body).ShouldBeEmpty(what);
        }
    }

    /// <summary>A request with the first example of each parameter that has to be in the query.</summary>
    private static HttpRequestMessage RequestOf(string method, string address, DescribedOperation? operation, string? authorization)
    {
        var query = from parameter in operation?.Parameters ?? []
                    where parameter["in"]!.GetValue<string>() == "query" && parameter["required"] is not null
                    select $"{parameter["name"]}={Uri.EscapeDataString(parameter["schema"]!["examples"]![0]!.GetValue<string>())}";
        var request = new HttpRequestMessage(HttpMethod.Parse(method), $"{address}?{string.Join('&', query)}");
        request.Headers.Authorization = authorization is null ? null : new AuthenticationHeaderValue(authorization);
        return request;
    }

    private static string[] PathsOf(string tag) =>
        [.. Api.Operations.Where(operation => operation.Tags.Contains(tag)).Select(static operation => operation.Path).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> MethodsOf(string path) =>
        Api.Operations.Where(operation => operation.Path == path).Select(static operation => operation.Method);

    private static LavalinkRoute RouteOf(string path) => LavalinkRoute.Parse(ApiDescription.Fill(path), contextPath: "", metricsPath: "/metrics");
}
