using System.Text.Json.Nodes;
using Fabric.Edge.Lavalink.Configuration;
using Fabric.Edge.Operations.OpenApi;
using Fabric.Edge.Tests.Support;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Tests.Operations.OpenApi;

public sealed class OpenApiDocumentTests
{
    private const string Target = "/openapi/v1.json";

    [Fact]
    public async Task The_operations_listener_serves_it_and_no_other_does()
    {
        await using var server = await EdgeServer.StartAsync();

        var read = await RawHttp.SendAsync(server.OperationsPort, "GET", Target);
        var head = await RawHttp.SendAsync(server.OperationsPort, "HEAD", Target);
        var post = await RawHttp.SendAsync(server.OperationsPort, "POST", Target);
        var elsewhere = await RawHttp.SendAsync(server.Port, "GET", Target);

        RawHttp.Status(read).ShouldBe(200);
        read.ShouldContain("Content-Type: application/json");
        JsonNode.Parse(RawHttp.Body(read))!["openapi"]!.GetValue<string>().ShouldStartWith("3.1.");
        RawHttp.Status(head).ShouldBe(200);
        RawHttp.Body(head).ShouldBeEmpty();
        RawHttp.Status(post).ShouldBe(404);
        RawHttp.Status(elsewhere).ShouldBe(404);
    }

    [Fact]
    public async Task It_has_the_paths_of_the_listeners_that_there_are_with_their_addresses()
    {
        await using var server = await EdgeServer.StartAsync();

        var api = new ApiDescription(JsonNode.Parse(RawHttp.Body(await RawHttp.SendAsync(server.OperationsPort, "GET", Target)))!.AsObject());

        api.Paths.Select(static path => path.Key).ShouldBe(
            ApiDescription.Written.Operations.Where(static operation => operation.Tags.Contains("Lanyard")).Select(static operation => operation.Path).Distinct());
        foreach (var path in api.Paths)
        {
            path.Value!["servers"]!.ToJsonString().ShouldBe($$"""[{"url":"http://localhost:{{server.Port}}","description":"Lanyard"}]""");
        }
    }

    [Fact]
    public void A_process_that_serves_no_clients_has_no_paths()
    {
        var document = new OpenApiDocument([], Options.Create(new LavalinkOptions()));

        JsonNode.Parse(document.ToJson())!["paths"]!.AsObject().ShouldBeEmpty();
    }
}
