using System.Net;
using System.Text;
using Fabric.FakeDiscord;
using Fabric.Silo.Tests.Support;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Import;

/// <summary>What was imported is served by a fabric that is started on it, from the moment a user is seen.</summary>
public sealed class ImportedDataTests : IDisposable
{
    private const string Key = "lnyd_0123456789abcdef0123456789abcdef";
    private const string OldKey = "0123456789abcdef0123456789abcdee";

    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_users_values_and_key_are_there_when_the_user_joins()
    {
        await using var discord = await FakeDiscordServer.StartAsync();
        var (ann, ben) = (discord.World.AddUser("ann"), discord.World.AddUser("ben"));
        var guild = discord.World.AddGuild("guild", [ann.Id]);
        await using var redis = new FakeRedis();
        redis.AddStore($"{ann.Id}", ("place", "in the hall"), ("", "an empty key"));
        redis.AddStore($"{ben.Id}", ("place", "outside"));
        redis.AddApiKey(Key, $"{ann.Id}");
        redis.AddApiKey(OldKey, $"{ben.Id}");
        var run = await ImportRun.OfAsync("lanyard", "--redis", redis.Url, $"--Storage:DataDirectory={_scene.DataDirectory}");
        run.Status.ShouldBe(0, run.Errors);

        await using var fabric = await FabricProcess.StartReadyAsync(_scene.With(discord));
        await ShowsAsync(fabric, $"{ann.Id}", "in the hall");
        var stranger = await Http.GetPresenceAsync(fabric, ben.Id);
        var strangerPut = await PutAsync(fabric, OldKey);
        var put = await PutAsync(fabric, Key);
        discord.World.AddMember(guild, ben.Id);
        await ShowsAsync(fabric, $"{ben.Id}", "outside");
        var (_, changed) = await Http.GetPresenceAsync(fabric, ann.Id);

        stranger.Status.ShouldBe(404);
        strangerPut.ShouldBe(HttpStatusCode.NotFound);
        put.ShouldBe(HttpStatusCode.NoContent);
        changed.GetProperty("data").GetProperty("kv").GetProperty("").GetString().ShouldBe("an empty key");
        changed.GetProperty("data").GetProperty("kv").GetProperty("added").GetString().ShouldBe("now");
        (await PutAsync(fabric, OldKey)).ShouldBe(HttpStatusCode.NoContent, "the user is monitored by now");
        (await PutAsync(fabric, Key.Replace('f', 'e'))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_PostgreSQL_database_is_refused_while_silos_are_alive_and_taken_when_they_are_not()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL's server is not installed.");
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var redis = new FakeRedis();
        redis.AddStore("94490510688792576", ("a", "b"));
        var storage = $"--Storage:ConnectionString={postgres.ConnectionString()}";
        var options = _scene.Options with { Settings = [storage[2..]] };

        ImportRun refused;
        await using (var fabric = await FabricProcess.StartReadyAsync(options))
        {
            refused = await ImportRun.OfAsync("lanyard", "--redis", redis.Url, storage);
            await fabric.SignalAsync("TERM");
            await fabric.EndAsync();
        }

        var taken = await ImportRun.OfAsync("lanyard", "--redis", redis.Url, storage);
        var again = await ImportRun.OfAsync("lanyard", "--redis", redis.Url, storage, "--dry-run");

        refused.Status.ShouldBe(1);
        refused.Errors.ShouldStartWith("Silos of cluster '");
        refused.Errors.ShouldContain("stop them first.");
        taken.Status.ShouldBe(0, taken.Errors);
        taken.Output.ShouldStartWith("1 key-value stores: 1 values imported");
        again.Output.ShouldStartWith("1 key-value stores: 0 values would be imported, 1 were there already");
    }

    private static async Task ShowsAsync(FabricProcess fabric, string user, string place) => await Eventually.TrueAsync(
        async () =>
        {
            var (status, body) = await Http.GetAsync(new Uri(fabric.Lanyard, $"/v1/users/{user}"));
            return status == 200 && body.GetProperty("data").GetProperty("kv").GetProperty("place").GetString() == place;
        },
        $"user {user} to be served with what was imported",
        TimeSpan.FromSeconds(30));

    private static async Task<HttpStatusCode> PutAsync(FabricProcess fabric, string key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(fabric.Lanyard, "/v1/users/@me/kv/added"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes("now")),
        };
        request.Headers.TryAddWithoutValidation("Authorization", key);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
