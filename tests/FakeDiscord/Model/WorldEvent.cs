using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord.Model;

/// <summary>Something that happened in the world, as a dispatch for every session that may see it.</summary>
/// <param name="Type">The dispatch's name.</param>
/// <param name="Guild">The guild it belongs to; null goes to shard 0.</param>
/// <param name="AnyOf">A session needs one of these intents; none needed for <see cref="GatewayIntents.None"/>.</param>
/// <param name="Data">The dispatch's <c>d</c>.</param>
internal sealed record WorldEvent(string Type, Snowflake? Guild, GatewayIntents AnyOf, JsonObject Data)
{
    /// <summary>What a session without MESSAGE_CONTENT gets instead; null where that makes no difference.</summary>
    public JsonObject? DataWithoutContent { get; init; }

    /// <summary>True where the bot's own member is concerned: sent without GUILD_MEMBERS too.</summary>
    public bool ConcernsBot { get; init; }
}
