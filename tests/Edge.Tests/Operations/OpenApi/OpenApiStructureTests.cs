using System.Text.Json.Nodes;

namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>What OpenAPI 3.1 asks of a document.</summary>
public sealed class OpenApiStructureTests
{
    private static readonly ApiDescription Api = ApiDescription.Written;

    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "string", "integer"];

    [Fact]
    public void It_says_what_it_is()
    {
        Api.Root["openapi"]!.GetValue<string>().ShouldStartWith("3.1.");
        Api.Root["info"]!["title"]!.GetValue<string>().ShouldNotBeEmpty();
        Api.Root["info"]!["version"]!.GetValue<string>().ShouldNotBeEmpty();
        Api.Paths.ShouldNotBeEmpty();
        Api.Paths.ShouldAllBe(static path => path.Key.StartsWith('/'));
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_component_is_referred_to()
    {
        var references = Api.References().ToHashSet(StringComparer.Ordinal);

        references.ShouldAllBe(static reference => Api.At(reference) is JsonObject);
        var components = from kind in Api.Components
                         where kind.Key != "securitySchemes"
                         from component in kind.Value!.AsObject()
                         select $"#/components/{kind.Key}/{component.Key}";
        components.Except(references).ShouldBeEmpty();
    }

    [Fact]
    public void Operations_have_a_name_of_their_own_a_summary_and_known_tags()
    {
        var tags = Api.Root["tags"]!.AsArray().Select(static tag => tag!["name"]!.GetValue<string>()).ToArray();

        Api.Operations.Select(static operation => operation.Node["operationId"]!.GetValue<string>()).ShouldBeUnique();
        foreach (var operation in Api.Operations)
        {
            operation.Node["summary"]!.GetValue<string>().ShouldNotBeEmpty(operation.Path);
            operation.Tags.ShouldNotBeEmpty();
            operation.Tags.ShouldBeSubsetOf(tags);
        }
    }

    [Fact]
    public void Parameters_are_complete_and_those_of_a_path_are_its_templates()
    {
        foreach (var operation in Api.Operations)
        {
            var inPath = operation.Parameters.Where(static parameter => In(parameter) == "path").ToArray();

            operation.Parameters.Select(static parameter => (In(parameter), Name(parameter))).ShouldBeUnique();
            operation.Parameters.ShouldAllBe(static parameter => parameter["schema"] is JsonObject);
            operation.Parameters.Select(In).ShouldBeSubsetOf(["path", "query", "header"]);
            inPath.Select(Name).ShouldBe(ApiDescription.TemplatesOf(operation.Path), ignoreOrder: true);
            inPath.ShouldAllBe(static parameter => parameter["required"]!.GetValue<bool>());
        }
    }

    [Fact]
    public void Answers_and_bodies_are_complete()
    {
        foreach (var operation in Api.Operations)
        {
            operation.Responses.ShouldNotBeEmpty();
            foreach (var (status, answer) in operation.Responses)
            {
                (status == "default" || int.Parse(status) is >= 100 and < 600).ShouldBeTrue(status);
                Api.Resolve(answer!)["description"]!.GetValue<string>().ShouldNotBeEmpty(status);
            }

            if (operation.Node["requestBody"] is { } body)
            {
                body["content"].ShouldBeOfType<JsonObject>(operation.Path).ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void What_changes_something_has_a_body_but_for_what_needs_none() =>
        Api.Operations.Where(static operation => operation.Method is "PUT" or "POST" or "PATCH" && operation.Node["requestBody"] is null)
            .Select(static operation => operation.Path).ShouldBe(["/v4/routeplanner/free/all"]);

    [Fact]
    public void Every_operation_says_which_security_scheme_it_has()
    {
        var schemes = Api.Components["securitySchemes"]!.AsObject().Select(static scheme => scheme.Key).ToArray();

        foreach (var operation in Api.Operations)
        {
            operation.Node["security"]!.AsArray().SelectMany(static need => need!.AsObject()).Select(static need => need.Key)
                .ShouldBeSubsetOf(schemes, operation.Path);
        }

        Api.Components["securitySchemes"]!.AsObject().ShouldAllBe(static scheme => scheme.Value!["name"]!.GetValue<string>() == "Authorization");
    }

    [Fact]
    public void Schemas_have_types_that_there_are_and_require_what_they_describe()
    {
        var schemas = ApiDescription.Nodes(Api.Components["schemas"]!).OfType<JsonObject>().Where(static node => node["properties"] is JsonObject).ToArray();

        schemas.ShouldNotBeEmpty();
        foreach (var schema in schemas)
        {
            var properties = schema["properties"]!.AsObject();
            var required = schema["required"]?.AsArray().Select(static key => key!.GetValue<string>()) ?? [];
            required.ShouldBeSubsetOf(properties.Select(static property => property.Key));
            properties.Select(static property => property.Value!["type"]).OfType<JsonNode>()
                .SelectMany(static type => type is JsonArray several ? several.Select(static one => one!.GetValue<string>()) : [type.GetValue<string>()])
                .ShouldBeSubsetOf(Types);
        }
    }

    private static string In(JsonObject parameter) => parameter["in"]!.GetValue<string>();

    private static string Name(JsonObject parameter) => parameter["name"]!.GetValue<string>();
}
