using Fabric.Grains.Presence;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.Presence;

public sealed class PresencePartsTests
{
    [Fact]
    public void No_presence_has_no_parts() => PresenceParts.Read(default).ShouldBe(default);

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"online\"")]
    [InlineData("[{\"status\":\"idle\"}]")]
    [InlineData("{}")]
    public void What_is_no_presence_object_has_no_parts(string json) => PresenceParts.Read(Utf8(json)).ShouldBe(default);

    [Theory]
    [InlineData("online")]
    [InlineData("idle")]
    [InlineData("dnd")]
    [InlineData("streaming")]
    [InlineData("")]
    [InlineData("später \ud83d\ude00")]
    public void The_status_is_taken_as_it_is(string status) => Read($$"""{"status":"{{status}}"}""").Status.ShouldBe(status);

    [Fact]
    public void An_escaped_status_is_read() => Read("""{"status":"d\u006ed"}""").Status.ShouldBe("dnd");

    [Theory]
    [InlineData("""{"status":"offline","activities":[],"client_status":{}}""")]
    [InlineData("""{"status":"offline","activities":[ ]}""")]
    [InlineData("""{"status":null,"activities":null,"client_status":null}""")]
    public void Offline_is_the_same_as_no_presence(string json) => Read(json).ShouldBe(default);

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[\"idle\"]")]
    [InlineData("{\"status\":\"idle\"}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"onl\\udc00ine\"")]
    public void A_status_that_is_no_text_is_none(string value)
    {
        var parts = Read($$"""{"status":{{value}},"client_status":{"web":"idle"} }""");

        (parts.Status, parts.Clients).ShouldBe((null, ActiveClients.Web));
    }

    [Theory]
    [InlineData("{}", ActiveClients.None)]
    [InlineData("""{"web":"x"}""", ActiveClients.Web)]
    [InlineData("""{"desktop":"x"}""", ActiveClients.Desktop)]
    [InlineData("""{"mobile":"x"}""", ActiveClients.Mobile)]
    [InlineData("""{"embedded":"x"}""", ActiveClients.Embedded)]
    [InlineData("""{"vr":"x"}""", ActiveClients.Vr)]
    [InlineData("""{"desktop":"online","web":"idle"}""", ActiveClients.Desktop | ActiveClients.Web)]
    [InlineData("""{"embedded":1,"vr":null,"mobile":{"a":[1]}}""", ActiveClients.Embedded | ActiveClients.Vr | ActiveClients.Mobile)]
    [InlineData("""{"toaster":"online","Web":"online","w\u0065b":"online","\ud800eb":1,"web":"online"}""", ActiveClients.Web)]
    [InlineData("null", ActiveClients.None)]
    [InlineData("[\"web\"]", ActiveClients.None)]
    [InlineData("\"web\"", ActiveClients.None)]
    public void A_client_is_active_where_its_key_is_present(string clients, ActiveClients expected) =>
        Read($$"""{"client_status":{{clients}},"status":"idle"}""").Clients.ShouldBe(expected);

    [Theory]
    [InlineData("""[{"a":1.0,"b":123456789012345678901234567890}]""")]
    [InlineData("""[ {"x" : "\u00e9\ud800" } , null, 5 ]""")]
    public void Activities_are_taken_byte_for_byte(string activities) =>
        Text(Read($$"""{ "activities" : {{activities}} , "status":"idle"}""").Activities).ShouldBe(activities);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\"[]\"")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("[\n]")]
    public void Activities_that_are_no_list_or_an_empty_one_are_none(string activities)
    {
        var parts = Read($$"""{"activities":{{activities}},"status":"idle"}""");

        (parts.Activities.Length, parts.Status).ShouldBe((0, "idle"));
    }

    [Fact]
    public void Unknown_keys_and_what_is_inside_them_do_not_count()
    {
        var parts = Read("""{"user":{"status":"dnd","activities":[1]},"x":[{"client_status":{"vr":1}}],"\ud800tatus":"dnd","status":"idle"}""");

        (parts.Status, parts.Activities.Length, parts.Clients).ShouldBe(("idle", 0, ActiveClients.None));
    }

    [Fact]
    public void Of_a_repeated_key_the_last_counts() =>
        Read("""{"status":"idle","status":"dnd","activities":[1],"activities":[2]}""")
            .ShouldSatisfyAllConditions(parts => parts.Status.ShouldBe("dnd"), parts => Text(parts.Activities).ShouldBe("[2]"));

    [Fact]
    public void Deep_nesting_is_harmless()
    {
        var deep = Nested(200);

        var parts = Read($$"""{"x":{{deep}},"activities":{{deep}},"client_status":{"web":{{deep}} },"status":"idle"}""");

        (parts.Status, parts.Clients, Text(parts.Activities)).ShouldBe(("idle", ActiveClients.Web, deep));
    }

    private static PresenceParts Read(string json) => PresenceParts.Read(Utf8(json));
}
