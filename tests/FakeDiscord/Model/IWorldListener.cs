namespace Fabric.FakeDiscord.Model;

/// <summary>Told of every change while the world's lock is held, so that what it sends is in the order of the changes.</summary>
internal interface IWorldListener
{
    void OnEvent(WorldEvent change);

    /// <summary>The guild can be seen: it is new, or back after an outage.</summary>
    void OnGuildAvailable(DiscordGuild guild);

    /// <summary>The guild cannot be seen any more.</summary>
    void OnGuildGone(DiscordGuild guild, bool outage);
}
