namespace Fabric.Discord.Gateway;

/// <summary>A member request is complete; the members themselves went through the sink, in GUILD_MEMBERS_CHUNK events.</summary>
/// <param name="Chunks">How many events these were.</param>
/// <param name="NotFound">The users asked for that are not members.</param>
public sealed record GuildMembersResult(int Chunks, IReadOnlyList<ulong> NotFound);
