using System.Reflection;
using System.Text.Json;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;
using Fabric.Grains.Ingest;
using Fabric.Grains.Presence;
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
        [typeof(GatewayRegistryState)] = new GatewayRegistryState { Gateways = ["one", "two"] },
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
