using System.Text.Json.Nodes;
using Fabric.Storage.Formats;
using Fabric.Storage.Sqlite;
using Fabric.Storage.Tests.Support;

namespace Fabric.Storage.Tests.Formats;

public sealed class StateFormatTests : IDisposable
{
    private static readonly StateUpgrade[] Upgrades = [new(1, RenameTitle), new(2, CountVisits)];

    private readonly DataDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, """{"Title":"Ada","Seen":["a","b"]}""")]
    [InlineData(2, """{"Name":"Ada","Seen":["a","b"]}""")]
    [InlineData(3, """{"Name":"Ada","Visits":2}""")]
    public async Task Every_older_version_is_read_as_the_current_one(int version, string payload)
    {
        await using var storage = await OpenWithAsync(version, payload, new StateFormat<Profile>(3, TestJson.Default.Profile, Upgrades));

        var read = await storage.ReadAsync("1");

        read.State!.Name.ShouldBe("Ada");
        read.State!.Visits.ShouldBe(2);
    }

    [Fact]
    public async Task The_next_write_stores_the_current_version()
    {
        await using var storage = await OpenWithAsync(
            1, """{"Title":"Ada","Seen":[]}""", new StateFormat<Profile>(3, TestJson.Default.Profile, Upgrades));
        var read = await storage.ReadAsync("1");

        await storage.Grains.WriteStateAsync("state", TestStorage.GrainOf("1"), read);

        using var connection = _directory.Connect();
        connection.QueryText("SELECT format_version || ' ' || payload FROM grain_state").ShouldBe("""3 {"Name":"Ada","Visits":0}""");
    }

    [Fact]
    public async Task A_newer_version_is_refused_naming_record_and_versions()
    {
        await using var storage = await OpenWithAsync(
            4, """{"Name":"Ada"}""", new StateFormat<Profile>(3, TestJson.Default.Profile, Upgrades));

        var refusal = await Should.ThrowAsync<StorageException>(() => storage.ReadAsync("1"));

        refusal.Message.ShouldContain("Record profile/1 'state' has version 4 of Profile");
        refusal.Message.ShouldContain("knows versions up to 3");
    }

    [Fact]
    public async Task A_version_older_than_the_oldest_upgrade_is_refused()
    {
        await using var storage = await OpenWithAsync(
            1, """{"Title":"Ada"}""", new StateFormat<Profile>(3, TestJson.Default.Profile, new StateUpgrade(2, CountVisits)));

        var refusal = await Should.ThrowAsync<StorageException>(() => storage.ReadAsync("1"));

        refusal.Message.ShouldContain("has version 1 of Profile");
        refusal.Message.ShouldContain("reads versions from 2 on");
    }

    [Theory]
    [InlineData(3, """{"Name":""")]
    [InlineData(3, """{"Name":{}}""")]
    [InlineData(2, """{"Name":"Ada","Seen":7}""")]
    [InlineData(1, "null")]
    public async Task A_payload_that_is_not_what_its_version_promises_fails_its_read_alone(int version, string payload)
    {
        await using var storage = await OpenWithAsync(version, payload, new StateFormat<Profile>(3, TestJson.Default.Profile, Upgrades));
        await storage.WriteAsync("2", "sound");

        var reads = storage.ReadAsync("1");
        var sound = await storage.ReadAsync("2");

        sound.State!.Name.ShouldBe("sound");
        (await reads.ShouldThrowAsync<StorageException>()).Message.ShouldStartWith("Record profile/1 'state' cannot be read as version");
    }

    [Fact]
    public void Upgrades_must_lead_to_the_version_one_by_one()
    {
        ShouldRefuse(3, new StateUpgrade(1, CountVisits)).ShouldContain("for version 3 they must be 2 to 2");
        ShouldRefuse(3, [.. Upgrades.Reverse()]);
        ShouldRefuse(0);
        ShouldRefuse(2, new(0, CountVisits), new(1, CountVisits));
    }

    private static string ShouldRefuse(int version, params StateUpgrade[] upgrades) =>
        Should.Throw<ArgumentException>(() => new StateFormat<Profile>(version, TestJson.Default.Profile, upgrades)).Message;

    private static JsonObject RenameTitle(JsonNode node)
    {
        var state = node.AsObject();
        state["Name"] = state["Title"]?.DeepClone();
        state.Remove("Title");
        return state;
    }

    private static JsonObject CountVisits(JsonNode node)
    {
        var state = node.AsObject();
        state["Visits"] = state["Seen"]!.AsArray().Count;
        state.Remove("Seen");
        return state;
    }

    private async Task<TestStorage> OpenWithAsync(int version, string payload, StateFormat format)
    {
        await using (TestStorage.Open(_directory))
        {
            using var connection = _directory.Connect();
            using var insert = new SqliteStatement(connection, "INSERT INTO grain_state VALUES ('profile', 'state', '1', 1, ?1, 0, ?2)");
            insert.Bind(1, version);
            insert.Bind(2, payload);
            insert.Run();
        }

        return TestStorage.Open(_directory, null, format);
    }
}
