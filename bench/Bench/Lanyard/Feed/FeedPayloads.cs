using System.Globalization;
using System.Text;

namespace Fabric.Bench.Lanyard.Feed;

/// <summary>
/// What Discord sends, as text. Users are of four kinds, by number: with Spotify, with a game, with a text of their own, and with nothing but
/// being online. The first activity's state is the number of the change, so that whoever sees a presence knows which it is.
/// </summary>
internal static class FeedPayloads
{
    private const int Kinds = 4;

    /// <summary>Of so many members one is listed in GUILD_CREATE already.</summary>
    private const int ListedOf = 3;

    public static string Hello => """{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["feed"]}}""";

    public static string HeartbeatAck => """{"t":null,"s":null,"op":11,"d":null}""";

    public static string InvalidSession => """{"t":null,"s":null,"op":9,"d":false}""";

    /// <summary>A dispatch.</summary>
    public static string Dispatch(string type, long sequence, string data) => $$"""{"t":"{{type}}","s":{{sequence}},"op":0,"d":{{data}}}""";

    public static string Ready(FeedWorld world, Uri url)
    {
        var guilds = string.Join(',', Enumerable.Range(0, world.Guilds).Select(static guild => $$"""{"id":"{{FeedWorld.GuildId(guild)}}","unavailable":true}"""));
        return $$"""
            {"v":10,"user":{"id":"1000000000000000001","username":"feed","discriminator":"0","avatar":null,"bot":true,"flags":0},
            "session_id":"feed","resume_gateway_url":"{{url}}","shard":[0,1],"application":{"id":"1000000000000000001","flags":0},
            "guilds":[{{guilds}}],"private_channels":[],"relationships":[],"presences":[]}
            """;
    }

    /// <summary>A guild with those of its members that Discord tells at once.</summary>
    public static string Guild(FeedWorld world, int guild)
    {
        var members = world.MembersOf(guild);
        var listed = Enumerable.Range(members.Start.Value, members.End.Value - members.Start.Value).Where(static user => user % ListedOf == 0).ToList();
        return $$"""
            {"id":"{{FeedWorld.GuildId(guild)}}","name":"Guild {{guild}}","owner_id":"1000000000000000001","large":true,"unavailable":false,
            "member_count":{{members.End.Value - members.Start.Value}},{{MembersAndPresences(listed)}},
            "channels":[],"threads":[],"roles":[],"emojis":[],"voice_states":[]}
            """;
    }

    public static string Chunk(int guild, IReadOnlyList<int> users, int index, int count, string? nonce) =>
        $$"""
        {"guild_id":"{{FeedWorld.GuildId(guild)}}",{{MembersAndPresences(users)}},"chunk_index":{{index}},"chunk_count":{{count}}{{(nonce is null ? "" : $",\"nonce\":\"{nonce}\"")}}}
        """;

    /// <summary>PRESENCE_UPDATE.</summary>
    public static string Change(int user, long number) => Presence(user, number, $",\"guild_id\":\"{FeedWorld.GuildId(FeedWorld.GuildOfUser(user))}\"");

    private static string MembersAndPresences(IReadOnlyList<int> users)
    {
        var text = new StringBuilder("\"members\":[");
        text.AppendJoin(',', users.Select(Member));
        text.Append("],\"presences\":[");
        text.AppendJoin(',', users.Select(static user => Presence(user, 0, "")));
        return text.Append(']').ToString();
    }

    private static string Member(int user) =>
        $$"""{"user":{{User(user)}},"nick":null,"avatar":null,"banner":null,"roles":["100000000000000001"],"joined_at":"2022-04-05T21:17:16.291000+00:00","premium_since":null,"deaf":false,"mute":false,"pending":false,"flags":0,"communication_disabled_until":null}""";

    private static string User(int user) =>
        $$"""{"id":"{{FeedWorld.UserId(user)}}","username":"somebody{{user:000000}}","global_name":"Somebody {{user:000000}}","display_name":"Somebody {{user:000000}}","discriminator":"0","avatar":"0123456789abcdef0123456789{{user:000000}}","public_flags":4194368,"avatar_decoration_data":null,"primary_guild":{"tag":"FBRC","badge":"0123456789abcdef0123456789abcdef","identity_guild_id":"100000000000000000","identity_enabled":true},"clan":null,"collectibles":null,"display_name_styles":null,"bot":false}""";

    private static string Presence(int user, long number, string guild) =>
        $$"""{"user":{"id":"{{FeedWorld.UserId(user)}}"},"status":"online","activities":[{{Custom(number)}}{{Activity(user)}}],"client_status":{"desktop":"online"}{{guild}}}""";

    private static string Custom(long number) =>
        $$"""{"id":"custom","name":"Custom Status","type":4,"state":"{{number.ToString("0000000000", CultureInfo.InvariantCulture)}}","created_at":1732320000000}""";

    private static string Activity(int user) => (user % Kinds) switch
    {
        0 => $$""",{"id":"spotify:1","name":"Spotify","type":2,"flags":48,"sync_id":"4uLU6hMCjMI75M1A2tKUQC","session_id":"0123456789abcdef0123456789abcdef","details":"A song with a name of usual length","state":"An artist; another artist","timestamps":{"start":1732320000000,"end":1732320213000},"assets":{"large_image":"spotify:ab67616d0000b273{{user:000000000000000000000000}}","large_text":"An album of usual length"},"party":{"id":"spotify:{{FeedWorld.UserId(user)}}"},"created_at":1732320000000}""",
        1 => """,{"id":"a1b2c3d4e5f60718","name":"A Game","type":0,"application_id":"356875221078245376","details":"In a match","state":"Playing with friends","timestamps":{"start":1732320000000},"assets":{"large_image":"987654321098765432","large_text":"A map of the game","small_image":"987654321098765433","small_text":"Rank 7"},"party":{"id":"9f8e7d6c5b4a","size":[2,5]},"created_at":1732320000000}""",
        2 => """,{"id":"ec0b28a579ecb4bd","name":"Visual Studio Code","type":0,"application_id":"383226320970055681","details":"Editing a file","timestamps":{"start":1732320000000},"created_at":1732320000000}""",
        _ => "",
    };
}
