using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;
using Fabric.FakeDiscord.Model;

namespace Fabric.FakeDiscord.Rest;

/// <summary>Slash commands as tests drive them: what is registered, and users who give some.</summary>
public sealed class FakeCommands
{
    private const int ApplicationCommandKind = 2;
    private const int SubcommandKind = 1;
    private const int TextKind = 3;
    private const int TokenBytes = 32;

    private readonly DiscordWorld _world;
    private readonly FakeGateway _gateway;
    private readonly FakeDiscordOptions _options;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _registered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeInteraction> _interactions = new(StringComparer.Ordinal);
    private int _writes;

    internal FakeCommands(DiscordWorld world, FakeGateway gateway, FakeDiscordOptions options)
    {
        _world = world;
        _gateway = gateway;
        _options = options;
    }

    /// <summary>The names of the commands that are registered.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _registered.Keys];
            }
        }
    }

    /// <summary>How often a command was registered, new or over another.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>A user gives a command: INTERACTION_CREATE.</summary>
    /// <param name="user">Who.</param>
    /// <param name="command">Its name; one below another is written after that.</param>
    /// <param name="parameters">What belongs to it.</param>
    /// <param name="guild">In which guild; null for a direct message to the bot.</param>
    public FakeInteraction Give(Snowflake user, string command, IReadOnlyDictionary<string, string>? parameters = null, Snowflake? guild = null)
    {
        var interaction = new FakeInteraction(
            _world.NextId(), Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)).Replace('+', '-').Replace('/', '_'), _options.TimeProvider.GetTimestamp());
        _interactions[interaction.Token] = interaction;
        var data = new JsonObject
        {
            ["id"] = interaction.Id.ToString(),
            ["application_id"] = _world.BotId.ToString(),
            ["type"] = ApplicationCommandKind,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["locale"] = "en-US",
            ["entitlements"] = new JsonArray(),
            ["context"] = guild is null ? 1 : 0,
            ["channel_id"] = (guild is { } place ? _world.TextChannelOf(place) : _world.DirectChannelWith(user)).ToString(),
            ["data"] = Data(command.Split(' '), parameters ?? new Dictionary<string, string>(StringComparer.Ordinal)),
        };
        var person = ModelJson.ToObject(_world.GetUser(user));
        if (guild is { } id)
        {
            data["guild_id"] = id.ToString();
            data["member"] = new JsonObject { ["user"] = person, ["roles"] = new JsonArray(), ["permissions"] = "0" };
        }
        else
        {
            data["user"] = person;
        }

        _gateway.Dispatch("INTERACTION_CREATE", JsonElement.Parse(data.ToJsonString()), guild);
        return interaction;
    }

    internal JsonArray ToJson()
    {
        lock (_lock)
        {
            return [.. _registered.Values.Select(static command => command.DeepClone())];
        }
    }

    /// <summary>Whether there was none of this name.</summary>
    internal bool Set(string name, JsonObject command)
    {
        lock (_lock)
        {
            _writes++;
            var isNew = !_registered.ContainsKey(name);
            _registered[name] = command;
            return isNew;
        }
    }

    internal FakeInteraction? Find(string? token) => token is null ? null : _interactions.GetValueOrDefault(token);

    private JsonObject Data(string[] names, IReadOnlyDictionary<string, string> parameters)
    {
        var values = new JsonArray([.. parameters.Select(static pair =>
            new JsonObject { ["name"] = pair.Key, ["type"] = TextKind, ["value"] = pair.Value })]);
        return new JsonObject
        {
            ["id"] = _world.NextId().ToString(),
            ["name"] = names[0],
            ["type"] = 1,
            ["options"] = names.Length == 1
                ? values
                : new JsonArray(new JsonObject { ["name"] = names[1], ["type"] = SubcommandKind, ["options"] = values }),
        };
    }
}
