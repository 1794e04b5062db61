using System.Reflection;
using System.Text.Json;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.ApiKeys;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Player;
using Fabric.Grains.Presence;
using Fabric.Grains.Session;
using Fabric.Grains.State;
using Orleans.Runtime;
using static Fabric.Grains.Tests.Json;

namespace Fabric.Grains.Tests.State;

/// <summary>
/// The stored forms. Recorded/STATE.vN.json is what version N wrote, and is never changed: a state whose form changes gets a new version,
/// an upgrade in the composition, and one more file.
/// </summary>
public sealed class StateFormTests
{
    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(PresenceState)] = new PresenceState
        {
            Version = 1_767_225_600_000_001,
            User = Utf8("""{"id":"7","username":"se\u0076en","x":1.0}"""),
            Activities = Utf8("""[{"name":"Spiel 😀","created_at":123456789012345678901234567890}]"""),
            Status = "dnd",
            Clients = ActiveClients.Desktop | ActiveClients.Vr,
            Guilds = [new GuildId(ulong.MaxValue), new GuildId(1)],
            KeyValues = new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = "value \"😀\"\n" },
        },
        [typeof(PresenceIndexState)] = new PresenceIndexState { Users = { [7] = [1, 2], [ulong.MaxValue] = [3] } },
        [typeof(BotState)] = new BotState
        {
            Count = 16,
            NextCount = 32,
            Turns = [new StoredTurn { Key = 3, At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero) }],
        },
        [typeof(GatewayRegistryState)] = new GatewayRegistryState { Gateways = ["one", "two"] },
        [typeof(PlayerState)] = new PlayerState
        {
            IsThere = true,
            User = ulong.MaxValue,
            Epoch = 1_767_225_600_001,
            Owner = "127.0.0.1:1@2",
            IsAway = true,
            Track = "QAAA+/==",
            UserData = Utf8("""{"a":1.0}"""),
            Position = 5000,
            SourcePosition = 10_000,
            PositionTime = 1_767_225_600_000,
            IsAdvancing = true,
            EndTime = 0,
            IsPaused = true,
            Volume = 0,
            Filters = Utf8("""{"volume":0.5}"""),
            Voice = new StoredVoice { Token = "token", Endpoint = "endpoint", SessionId = "session", ChannelId = "7" },
            Failovers = [1, long.MaxValue],
            Untaken = [new UntakenReport { Epoch = 1_767_225_600_000, Number = 9, Events = [Utf8("""{"op":"event"}"""), Utf8("""{"op":"event","a":1.0}""")] }],
        },
        [typeof(SessionState)] = new SessionState
        {
            Epoch = 3,
            Owner = "127.0.0.1:1@2",
            User = ulong.MaxValue,
            ClientName = "client/1",
            Resuming = true,
            Timeout = 0,
            Gateway = "gateway",
            Connection = new Guid("00010203-0405-0607-0809-0a0b0c0d0e0f"),
            HeldUntil = 1_767_225_600_000,
            Players = [new GuildId(7), new GuildId(ulong.MaxValue)],
            Acknowledged = 5,
            Events = { Utf8("""{"op":"event","x":1.0}""") },
            Reports = { ["7"] = new ReportMark(1, 2) },
            Began = 1_767_225_500_000,
            Left = 1_767_225_590_000,
        },
        [typeof(ApiKeyState)] = new ApiKeyState { Owner = ulong.MaxValue },
        [typeof(KeyOwnerState)] = new KeyOwnerState { Hash = "0a1b" },
        [typeof(SiloRecord)] = new SiloRecord { Beat = 123_456_789_012, Members = ["127.0.0.1:1@2", "b"], IsGone = true, HasLeft = true },
        [typeof(WatchdogState)] = new WatchdogState
        {
            Rows = { ["shard:bot/0"] = new StoredRow { Class = EntityClass.Shard, Silo = "127.0.0.1:1@2", Epoch = 123_456_789_012 } },
        },
        [typeof(ShardState)] = new ShardState { SessionId = "session", ResumeUrl = "wss://resume.example", Sequence = 123_456_789_012, Guilds = [1, ulong.MaxValue] },
    };

    public static TheoryData<string, int> Recorded => new(
        from type in StateTypes()
        from version in Enumerable.Range(1, VersionOf(type))
        select (type.Name, version));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void What_a_version_wrote_is_read(string state, int version)
    {
        var type = StateTypes().Single(type => type.Name == state);
        var recorded = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", $"{state}.v{version}.json")).TrimEnd();

        var read = JsonSerializer.Deserialize(recorded, type, GrainStateJson.Default).ShouldNotBeNull();

        Write(read).ShouldBe(Write(Samples[type]));
        if (version == VersionOf(type))
        {
            Write(Samples[type]).ShouldBe(recorded, "the form has changed: give it a new version, and keep this file for the old one");
        }
    }

    [Fact]
    public void Every_state_of_a_grain_has_a_stored_form_a_version_and_a_sample()
    {
        StateTypes().ShouldNotBeEmpty();
        foreach (var type in StateTypes())
        {
            GrainStateJson.Default.GetTypeInfo(type).ShouldNotBeNull();
            VersionOf(type).ShouldBeGreaterThanOrEqualTo(1);
            Samples.ShouldContainKey(type);
        }
    }

    [Fact]
    public void A_new_state_is_stored_and_read_as_one()
    {
        foreach (var type in StateTypes())
        {
            var fresh = Activator.CreateInstance(type)!;

            var read = JsonSerializer.Deserialize(Write(fresh), type, GrainStateJson.Default)!;

            Write(read).ShouldBe(Write(fresh));
        }

        Read<PresenceState>("{}").ShouldSatisfyAllConditions(
            static state => state.Guilds.ShouldBeEmpty(),
            static state => state.KeyValues.ShouldBeNull(),
            static state => (state.User.Length, state.Activities.Length).ShouldBe((0, 0)));
        Read<PresenceIndexState>("{}").Users.ShouldBeEmpty();
        Read<ShardState>("{}").Guilds.ShouldBeEmpty();
        Read<GatewayRegistryState>("{}").Gateways.ShouldBeEmpty();
        Read<PlayerState>("{}").ShouldSatisfyAllConditions(static state => state.Failovers.ShouldBeEmpty(), static state => state.Volume.ShouldBeNull());
        Read<SiloRecord>("{}").Members.ShouldBeEmpty();
        Read<WatchdogState>("{}").Rows.ShouldBeEmpty();
    }

    /// <summary>Added without a new version: programs that do not know them read the rest, and a record without them is read.</summary>
    [Fact]
    public void Times_of_a_presence_are_stored_where_they_are_known()
    {
        var stored = Write(new PresenceState { MonitoringSince = 1_767_225_600_000, LastSeen = 1_767_225_600_001 });

        stored.ShouldEndWith("\"monitoringSince\":1767225600000,\"lastSeen\":1767225600001}");
        var read = Read<PresenceState>(stored);
        (read.MonitoringSince, read.LastSeen).ShouldBe((1_767_225_600_000, 1_767_225_600_001));
        Write(new PresenceState()).ShouldNotContain("Since");
        Read<PresenceState>("{}").MonitoringSince.ShouldBe(0);
    }

    [Fact]
    public void That_a_user_is_hidden_is_stored_and_nothing_where_the_user_is_not()
    {
        var stored = Write(new PresenceState { IsHidden = true });

        stored.ShouldContain("\"isHidden\":true");
        Read<PresenceState>(stored).IsHidden.ShouldBeTrue();
        Write(new PresenceState()).ShouldNotContain("Hidden");
        Read<PresenceState>("{}").IsHidden.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"a":1.0,"b":123456789012345678901234567890,"c":-0e-5}""")]
    [InlineData("""[ {"x" :"\u00e9\ud83d\ude00\/ raw é😀"} , null ]""")]
    [InlineData("""{"half":"\ud800","twice":1,"twice":2}""")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    public void Raw_json_is_stored_byte_for_byte(string raw)
    {
        var stored = Write(new PresenceState { User = Utf8(raw), Activities = Utf8($"[{raw}]") });

        stored.ShouldContain($"\"user\":{raw},");
        var read = Read<PresenceState>(stored);
        (Text(read.User), Text(read.Activities)).ShouldBe((raw, $"[{raw}]"));
    }

    [Fact]
    public void Deep_json_is_stored_and_read()
    {
        var deep = Nested(250);

        var read = Read<PresenceState>(Write(new PresenceState { Activities = Utf8(deep), User = Utf8(deep) }));

        (Text(read.User), Text(read.Activities)).ShouldBe((deep, deep));
    }

    [Theory]
    [InlineData("""{"user":null,"activities":null}""")]
    [InlineData("""{"status":"idle"}""")]
    public void Missing_raw_json_is_empty(string stored) => Read<PresenceState>(stored).ShouldSatisfyAllConditions(
        static state => state.User.IsEmpty.ShouldBeTrue(), static state => state.Activities.IsEmpty.ShouldBeTrue());

    [Fact]
    public void Empty_raw_json_is_null_or_left_out()
    {
        var stored = Write(new PresenceState { User = Utf8("{}").Slice(1, 0), Status = "idle" });

        Read<PresenceState>(stored).User.IsEmpty.ShouldBeTrue();
        using var json = JsonDocument.Parse(stored);
        json.RootElement.TryGetProperty("activities", out _).ShouldBeFalse();
    }

    private static IReadOnlyList<Type> StateTypes() =>
    [
        .. from type in typeof(PresenceState).Assembly.GetTypes()
           from constructor in type.GetConstructors()
           from parameter in constructor.GetParameters()
           where parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IPersistentState<>)
           select parameter.ParameterType.GetGenericArguments()[0],

        // No grain's: a silo's own.
        typeof(SiloRecord),
    ];

    private static int VersionOf(Type state) =>
        state.GetField("FormatVersion", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } version ? (int)version.GetRawConstantValue()! : 0;

    /// <summary>As the stores write it: text is not escaped without need.</summary>
    private static string Write(object state)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            JsonSerializer.Serialize(json, state, state.GetType(), GrainStateJson.Default);
        }

        return Text(stream.ToArray());
    }

    private static T Read<T>(string stored) => (T)JsonSerializer.Deserialize(stored, typeof(T), GrainStateJson.Default)!;
}
