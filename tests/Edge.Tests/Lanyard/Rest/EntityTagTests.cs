using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Tests.Support;
using Microsoft.Extensions.Primitives;

namespace Fabric.Edge.Tests.Lanyard.Rest;

public sealed class EntityTagTests
{
    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", true)]
    [InlineData("\"b\", \"a\"", true)]
    [InlineData("W/\"b\",W/\"a\"", true)]
    [InlineData("\"x,y\",\"a\"", true)]
    [InlineData("*", true)]
    [InlineData(" * ", true)]
    [InlineData("\"b\"", false)]
    [InlineData("\"x\"a\"y\"", false)]
    [InlineData("a", false)]
    [InlineData("\"a", false)]
    [InlineData("\"A\"", false)]
    [InlineData("\"*\"", false)]
    [InlineData("", false)]
    [InlineData("\"", false)]
    public void A_list_is_compared_weakly(string header, bool isKnown)
    {
        EntityTag.IsKnown(header, "W/\"a\"").ShouldBe(isKnown);
        EntityTag.IsKnown(header, "\"a\"").ShouldBe(isKnown);
    }

    [Fact]
    public void Answers_that_differ_anywhere_have_other_tags()
    {
        var answer = Presences.Utf8(Presences.User);
        var tags = new HashSet<string>(StringComparer.Ordinal) { EntityTag.Of(answer), EntityTag.Of([]) };
        for (var length = 1; length < answer.Length; length++)
        {
            tags.Add(EntityTag.Of(answer.AsSpan(0, length))).ShouldBeTrue($"the first {length} bytes");
        }

        for (var i = 0; i < answer.Length * 8; i++)
        {
            answer[i / 8] ^= (byte)(1 << (i % 8));
            tags.Add(EntityTag.Of(answer)).ShouldBeTrue($"bit {i}");
            answer[i / 8] ^= (byte)(1 << (i % 8));
        }

        tags.Add(EntityTag.Of(answer)).ShouldBeFalse();
        new[] { 1, 2, 8, 9, 16, 17 }.ShouldAllBe(zeros => tags.Add(EntityTag.Of(new byte[zeros])));
    }

    [Fact]
    public void The_header_may_come_in_several_lines()
    {
        EntityTag.IsKnown(new StringValues(["\"b\"", "\"a\""]), "\"a\"").ShouldBeTrue();
        EntityTag.IsKnown(StringValues.Empty, "\"a\"").ShouldBeFalse();
    }
}
