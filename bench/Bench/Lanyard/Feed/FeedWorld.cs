namespace Fabric.Bench.Lanyard.Feed;

/// <summary>
/// The users and guilds that a <see cref="DiscordFeed" /> tells of: as many users as wanted, each in one guild. A user has a number, from 0;
/// ids have the same number of digits, so that what is told of one user is as long as what is told of another.
/// </summary>
internal sealed class FeedWorld(int users)
{
    /// <summary>Members of a guild. Discord lists those who are online in GUILD_CREATE and all of them on request.</summary>
    private const int GuildSize = 25_000;

    private const ulong FirstGuild = 100_000_000_000_000_000;
    private const ulong FirstUser = 200_000_000_000_000_000;

    /// <summary>Snowflakes of neighbours differ in their timestamps.</summary>
    private const ulong Step = 1 << 22;

    public int Users => users;

    public int Guilds => (users + GuildSize - 1) / GuildSize;

    /// <summary>The id of a user.</summary>
    public static ulong UserId(int user) => FirstUser + ((ulong)user * Step);

    /// <summary>The id of a guild.</summary>
    public static ulong GuildId(int guild) => FirstGuild + ((ulong)guild * Step);

    /// <summary>The user with an id.</summary>
    public static int UserOf(ulong id) => (int)((id - FirstUser) / Step);

    /// <summary>The guild with an id.</summary>
    public static int GuildOf(ulong id) => (int)((id - FirstGuild) / Step);

    /// <summary>The guild that a user is in.</summary>
    public static int GuildOfUser(int user) => user / GuildSize;

    /// <summary>The users in a guild.</summary>
    public Range MembersOf(int guild) => (guild * GuildSize)..Math.Min((guild + 1) * GuildSize, users);
}
