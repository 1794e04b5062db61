using System.Text.Json;
using Fabric.Bench.Lanyard.Feed;

namespace Fabric.Bench.Tests.Lanyard;

public sealed class FeedPayloadsTests
{
    private static readonly FeedWorld World = new(users: 60_000);

    [Fact]
    public void Everybody_is_in_one_guild()
    {
        World.Guilds.ShouldBe(3);
        foreach (var user in new[] { 0, 24_999, 25_000, 59_999 })
        {
            var members = World.MembersOf(FeedWorld.GuildOfUser(user));
            user.ShouldBeInRange(members.Start.Value, members.End.Value - 1);
            FeedWorld.UserOf(FeedWorld.UserId(user)).ShouldBe(user);
        }
    }

    [Fact]
    public void A_guild_lists_members_with_their_presences()
    {
        using var guild = JsonDocument.Parse(FeedPayloads.Guild(World, 2));

        guild.RootElement.GetProperty("member_count").GetInt32().ShouldBe(10_000);
        var members = guild.RootElement.GetProperty("members").GetArrayLength();
        members.ShouldBeInRange(1, 9_999);
        guild.RootElement.GetProperty("presences").GetArrayLength().ShouldBe(members);
    }

    [Fact]
    public void A_chunk_answers_a_request()
    {
        using var chunk = JsonDocument.Parse(FeedPayloads.Chunk(0, [1, 2], 3, 4, "asked"));

        chunk.RootElement.GetProperty("nonce").GetString().ShouldBe("asked");
        chunk.RootElement.GetProperty("chunk_index").GetInt32().ShouldBe(3);
        chunk.RootElement.GetProperty("chunk_count").GetInt32().ShouldBe(4);
        chunk.RootElement.GetProperty("members")[1].GetProperty("user").GetProperty("id").GetString().ShouldBe($"{FeedWorld.UserId(2)}");
    }

    [Fact]
    public void A_change_shows_its_number_and_is_as_long_as_others_of_its_kind()
    {
        var change = FeedPayloads.Dispatch("PRESENCE_UPDATE", 7, FeedPayloads.Change(4, 12));

        using var document = JsonDocument.Parse(change);
        document.RootElement.GetProperty("d").GetProperty("activities")[0].GetProperty("state").GetString().ShouldBe("0000000012");
        FeedPayloads.Change(40_000, 123_456).Length.ShouldBe(FeedPayloads.Change(4, 12).Length);
    }

    [Fact]
    public void Whatever_else_is_sent_is_json()
    {
        foreach (var payload in new[] { FeedPayloads.Hello, FeedPayloads.HeartbeatAck, FeedPayloads.InvalidSession, FeedPayloads.Ready(World, new Uri("ws://127.0.0.1:1")) })
        {
            using var document = JsonDocument.Parse(payload);
            document.RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        }
    }
}
