using System.Text;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Lanyard.Avatars;
using Fabric.Edge.Tests.Support;

namespace Fabric.Edge.Tests.Lanyard.Avatars;

public sealed class AvatarPathTests
{
    private const string Default = "/embed/avatars/3.png";

    [Theory]
    [InlineData("{\"avatar\":\"a_bc\"}", "/avatars/94490510688792576/a_bc.gif?size=1024")]
    [InlineData("{\"avatar\":\"a_bc\",\"avatar_decoration_data\":{\"avatar\":\"x\"}}", "/avatars/94490510688792576/a_bc.gif?size=1024")]
    [InlineData("{\"avatar\":\"../../etc\"}", Default)]
    [InlineData("{\"avatar\":\"a/b\"}", Default)]
    [InlineData("{\"avatar\":\"a?b\"}", Default)]
    [InlineData("{\"avatar\":\"a%2fb\"}", Default)]
    [InlineData("{\"avatar\":\"a\\u0062\"}", Default)]
    [InlineData("{\"avatar\":\"\"}", Default)]
    [InlineData("{\"avatar\":5}", Default)]
    [InlineData("{\"avatar\":[\"abc\"]}", Default)]
    [InlineData("{}", Default)]
    [InlineData("null", Default)]
    [InlineData("{\"discriminator\":\"0000\"}", "/embed/avatars/0.png")]
    [InlineData("{\"discriminator\":\"9999\"}", "/embed/avatars/4.png")]
    [InlineData("{\"discriminator\":\"-7\"}", Default)]
    [InlineData("{\"discriminator\":7}", Default)]
    [InlineData("{\"discriminator\":null}", Default)]
    public void What_discord_sent_is_looked_at_before_it_becomes_part_of_an_address(string user, string path)
    {
        var presence = new PresenceSnapshot(Presences.User, 1, Encoding.UTF8.GetBytes($"{{\"kv\":{{}},\"discord_user\":{user},\"activities\":[]}}"));

        AvatarPath.Of(presence, "gif").ShouldBe(path);
    }

    [Fact]
    public void A_hash_has_128_characters_at_most()
    {
        AvatarPath.Of(WithHash(128), "png").ShouldContain("/avatars/94490510688792576/aaa");
        AvatarPath.Of(WithHash(129), "png").ShouldBe(Default);
    }

    private static PresenceSnapshot WithHash(int length) =>
        new(Presences.User, 1, Encoding.UTF8.GetBytes($"{{\"discord_user\":{{\"avatar\":\"{new string('a', length)}\"}}}}"));
}
