using System.Collections.Immutable;

namespace Fabric.Standin.Tests.Codecs;

public sealed class CopyTests
{
    [Fact]
    public void Copies_share_nothing_that_can_change()
    {
        var original = Note.Sample();

        var copy = Wire.Copy(original);
        original.SpoilSecret();
        original.Replies.Clear();
        original.@class.Clear();

        copy.FirstOfSecret().ShouldBe((byte)1);
        copy.Replies.Select(reply => reply.Text).ShouldBe(["a", "b"]);
        copy.@class["x"].ShouldBe([new UserId(5)]);
        (copy.Text, copy.Stars, copy.Written).ShouldBe(("hello", 7, 1999));
    }

    [Fact]
    public void Members_marked_NonSerialized_are_not_copied()
    {
        Wire.Copy(Note.Sample()).Cache.ShouldBeNull();
    }

    [Fact]
    public void Types_marked_Immutable_are_shared()
    {
        var frozen = new Frozen { Bytes = [1] };

        Wire.Copy(frozen).ShouldBeSameAs(frozen);
        Wire.Copy(new List<Frozen> { frozen })[0].ShouldBeSameAs(frozen);
    }

    [Fact]
    public void Only_members_marked_Immutable_share_their_bytes()
    {
        byte[] bytes = [1, 2];

        var copy = Wire.Copy(new Envelope { Copied = bytes, Shared = bytes });
        bytes[0] = 9;

        copy.Copied.ToArray().ShouldBe([1, 2]);
        copy.Shared.ToArray().ShouldBe([9, 2]);
    }

    [Fact]
    public void Structs_with_mutable_parts_are_copied_deeply()
    {
        var original = Span.Of(1);

        var copy = Wire.Copy(original);
        original.Items.Add(2);

        copy.Items.ShouldBe([1]);
        (copy.Length, copy.Hidden).ShouldBe((1, 3));
    }

    [Theory]
    [InlineData(typeof(UserId), true)]
    [InlineData(typeof(PositionalV1), true)]
    [InlineData(typeof(Node), true)]
    [InlineData(typeof(Ticket), true)]
    [InlineData(typeof(Guarded), false)]
    [InlineData(typeof(Frozen), true)]
    [InlineData(typeof(RefusedException), true)]
    [InlineData(typeof(Note), false)]
    [InlineData(typeof(Member), false)]
    [InlineData(typeof(Span), false)]
    [InlineData(typeof(BaseV1), false)]
    [InlineData(typeof(Envelope), false)]
    [InlineData(typeof(Color), true)]
    public void A_type_whose_fields_cannot_change_needs_no_copy(Type type, bool isShared)
    {
        var codec = (Codec)typeof(Orleans.StandIn.Codecs).GetMethod("Get", 1, [])!.MakeGenericMethod(type).Invoke(null, null)!;

        codec.IsImmutable.ShouldBe(isShared);
    }

    [Fact]
    public void Positional_records_are_copied_member_by_member()
    {
        var original = new Member("ann", Color.Green, [1]);

        var copy = Wire.Copy(original);
        original.Scores[0] = 5;

        copy.Scores.ShouldBe([1]);
        copy.Name.ShouldBeSameAs(original.Name);
    }

    [Fact]
    public void Immutable_arrays_of_mutable_items_are_copied_deeply()
    {
        var note = Note.Sample();

        var copy = Wire.Copy<ImmutableArray<Note>>([note]);
        note.Replies.Clear();

        copy[0].Replies.Count.ShouldBe(2);
    }
}
