using System.Text.Json;
using Fabric.Silo.Tests.Support;

namespace Fabric.Silo.Tests.Import;

/// <summary><c>fabric import lanyard</c> against a Redis over TCP: what is taken, what is kept, what is refused and how it is said.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Ada = "94490510688792576";
    private const string Ben = "94490510688792577";
    private const string Key = "lnyd_0123456789abcdef0123456789abcdef";

    private readonly Scene _scene = new();
    private FakeRedis _redis = new() { PieceLength = 7 };

    private string Storage => $"--Storage:DataDirectory={_scene.DataDirectory}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        _scene.Dispose();
    }

    [Fact]
    public async Task Takes_stores_and_keys_and_run_again_finds_them_there()
    {
        _redis.AddStore(Ada, [.. Enumerable.Range(0, 600).Select(static number => ($"key{number}", $"«{number}»"))]);
        _redis.AddStore(Ben, ("", "an empty key"), ("with\n", "a newline"), ("quote", "\"\\\0"));
        _redis.AddApiKey(Key, Ada);

        var first = await ImportAsync();
        var second = await ImportAsync("--json");

        (first.Status, second.Status).ShouldBe((0, 0), first.Errors);
        first.Output.ShouldStartWith("2 key-value stores: 603 values imported, 0 were there already, 0 are otherwise in the fabric and were kept.");
        first.Output.ShouldContain("API keys: 1 imported, 0 were there already");
        first.Errors.ShouldContain("key-value stores: 2 of 2");
        first.Errors.ShouldContain("API keys: 1 of 1");
        var report = JsonElement.Parse(second.Output);
        Numbers(report, "values").ShouldBe((0, 0, 603));
        Numbers(report, "apiKeys").ShouldBe((0, 0, 1));
        report.GetProperty("refused").GetArrayLength().ShouldBe(0);
        second.Errors.ShouldBeEmpty();
        (first.Output + first.Errors + second.Output).ShouldNotContain(Key);
    }

    [Fact]
    public async Task Keeps_what_the_fabric_has_otherwise_unless_it_is_to_be_overwritten()
    {
        _redis.AddStore(Ada, ("a", "old"), ("b", "same"));
        _redis.AddApiKey(Key, Ada);
        await ImportAsync();
        _redis.AddStore(Ada, ("a", "new"), ("b", "same"), ("c", "more"));
        _redis.Strings.Clear();
        _redis.AddApiKey(Key.Replace('f', 'e'), Ada);

        var kept = await ImportAsync("--json");
        var dry = await ImportAsync("--json", "--overwrite", "--dry-run");
        var replaced = await ImportAsync("--json", "--overwrite");
        var again = await ImportAsync("--json", "--overwrite");

        Numbers(JsonElement.Parse(kept.Output), "values").ShouldBe((1, 1, 1));
        Numbers(JsonElement.Parse(kept.Output), "apiKeys").ShouldBe((0, 1, 0));
        Numbers(JsonElement.Parse(dry.Output), "values").ShouldBe((1, 0, 2));
        Numbers(JsonElement.Parse(replaced.Output), "values").ShouldBe((1, 0, 2));
        Numbers(JsonElement.Parse(replaced.Output), "apiKeys").ShouldBe((1, 0, 0));
        Numbers(JsonElement.Parse(again.Output), "values").ShouldBe((0, 0, 3));
        Numbers(JsonElement.Parse(again.Output), "apiKeys").ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_imported_and_makes_no_file()
    {
        _redis.AddStore(Ada, ("a", "b"));
        _redis.AddApiKey(Key, Ada);

        var dry = await ImportAsync("--dry-run");

        dry.Status.ShouldBe(0);
        dry.Output.ShouldStartWith("1 key-value stores: 1 values would be imported");
        dry.Output.ShouldContain("API keys: 1 would be imported");
        File.Exists(_scene.DatabasePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Refuses_one_by_one_what_cannot_be_served_and_takes_the_rest()
    {
        _redis.AddStore(Ada, ("fine", "x"));
        _redis.Hashes[$"lanyard_kv:{Ada}"].Add(("bad"u8.ToArray(), [0xC3, 0x28]));
        _redis.Hashes[$"lanyard_kv:{Ada}"].Add(([0xFF], "x"u8.ToArray()));
        _redis.AddStore(Ben, [.. Enumerable.Range(0, 30).Select(static number => ($"k{number}", new string('x', 100_000)))]);
        _redis.AddStore("nobody", ("a", "b"));
        _redis.AddStore("007", ("a", "b"));
        _redis.Strings["lanyard_kv:5"] = "a string"u8.ToArray();
        _redis.Strings["api_key:"] = "6"u8.ToArray();
        _redis.Strings[$"api_key:{Key}"] = "somebody"u8.ToArray();
        _redis.AddApiKey("older", "6");
        _redis.AddApiKey("newer", "6");
        _redis.Strings["user_api_key:7"] = "unaccepted"u8.ToArray();

        var run = await ImportAsync();

        run.Status.ShouldBe(2);
        run.Errors.Split('\n').Where(static line => line.StartsWith("refused: ", StringComparison.Ordinal)).ShouldBe(
            [
                "refused: lanyard_kv:007: its name ends in no user's id",
                "refused: lanyard_kv:nobody: its name ends in no user's id",
                $"refused: lanyard_kv:{Ada}, key 'bad': the value is not UTF-8",
                $"refused: lanyard_kv:{Ada}: a key is not UTF-8",
                "refused: lanyard_kv:5: it is no hash",
                $"refused: lanyard_kv:{Ben}: its values together are larger than can be stored",
                "refused: an API key: it is empty",
                "refused: an API key: its value is no user's id",
                "refused: an API key of user 6: user_api_key:6 names another one, and a user has one",
                "refused: user_api_key:7: Lanyard does not accept the key either: it has no entry of its own",
            ],
            ignoreOrder: true);
        run.Output.ShouldStartWith("2 key-value stores: 1 values imported");
        run.Output.ShouldContain("API keys: 1 imported");
        run.Output.TrimEnd().ShouldEndWith("Refused: 10, each named above.");
        (run.Output + run.Errors).ShouldNotContain("older");
    }

    [Theory]
    [InlineData(new[] { "lanyard", "--redis", "http://x" }, "--redis is no Redis URL: ")]
    [InlineData(new[] { "lanyard" }, "No Redis is given: --redis redis://")]
    [InlineData(new[] { "lanyard", "--redis", "redis://127.0.0.1:1" }, "Redis at 127.0.0.1:1 cannot be reached: ")]
    [InlineData(new[] { "discord" }, "usage: fabric import lanyard --redis ")]
    [InlineData(new[] { "lanyard", "--redis" }, "usage: fabric import lanyard --redis ")]
    [InlineData(new[] { "lanyard", "--dry" }, "usage: fabric import lanyard --redis ")]
    public async Task Says_in_a_line_what_is_wrong_with_how_it_was_called(string[] arguments, string line)
    {
        var run = await ImportRun.OfAsync(arguments);

        run.Status.ShouldBe(1);
        run.Errors.ShouldStartWith(line);
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "refuses: NOAUTH Authentication required. (put the password into the URL: redis://:password@host)")]
    [InlineData("ann:wrong@", "refuses: WRONGPASS invalid username-password pair or user is disabled. (correct the user and the password in the URL)")]
    public async Task Says_that_the_login_is_refused(string login, string line)
    {
        await _redis.DisposeAsync();
        _redis = new FakeRedis { Login = "ann:secret" };

        var run = await ImportRun.OfAsync("lanyard", "--redis", $"redis://{login}127.0.0.1:{_redis.Port}/2", Storage, "--json");

        run.Status.ShouldBe(1);
        JsonElement.Parse(run.Output).GetProperty("error").GetString().ShouldBe($"Redis at 127.0.0.1:{_redis.Port} {line}");
        File.Exists(_scene.DatabasePath).ShouldBeFalse();
    }

    [Fact]
    public async Task Logs_in_and_chooses_the_database()
    {
        await _redis.DisposeAsync();
        _redis = new FakeRedis { Login = "ann:secret" };

        var run = await ImportRun.OfAsync("lanyard", $"--redis={_redis.Url}/2", Storage);

        run.Status.ShouldBe(0, run.Errors);
        _redis.Commands.Take(3).ShouldBe(["AUTH ann secret", "PING", "SELECT 2"]);
    }

    [Fact]
    public async Task Says_that_it_is_no_Redis()
    {
        await using var discord = await FakeDiscord.FakeDiscordServer.StartAsync();

        var run = await ImportRun.OfAsync("lanyard", "--redis", $"redis://127.0.0.1:{new Uri(discord.Addresses.Api).Port}", Storage);

        run.Status.ShouldBe(1);
        run.Errors.ShouldContain("does not speak Redis' protocol: is the address right, and is it without TLS?");
    }

    [Fact]
    public async Task Refuses_a_database_that_a_fabric_is_using()
    {
        await using var fabric = await Fabric.Testing.FabricProcess.StartReadyAsync(_scene.Options);

        var run = await ImportAsync();

        run.Status.ShouldBe(1);
        run.Errors.ShouldContain(_scene.DatabasePath);
    }

    private static (long Imported, long Kept, long Identical) Numbers(JsonElement report, string what)
    {
        var count = report.GetProperty(what);
        return (count.GetProperty("imported").GetInt64(), count.GetProperty("kept").GetInt64(), count.GetProperty("identical").GetInt64());
    }

    private Task<ImportRun> ImportAsync(params string[] flags) => ImportRun.OfAsync(["lanyard", "--redis", _redis.Url, Storage, .. flags]);
}
