namespace Fabric.Standin.Tests.Codecs;

public sealed class RoundTripTests
{
    [Fact]
    public void Every_kind_of_member_arrives()
    {
        var read = Wire.RoundTrip(Note.Sample());

        read.Text.ShouldBe("hello");
        read.Replies.Select(reply => (reply.Text, reply.Stars)).ShouldBe([("a", null), ("b", -3)]);
        read.Stars.ShouldBe(7);
        read.SecretLength.ShouldBe(3);
        read.Written.ShouldBe(1999);
        read.Mood.ShouldBe((new UserId(ulong.MaxValue), Color.Green));
        read.@class["x"].ShouldBe([new UserId(5)]);
    }

    [Fact]
    public void Members_marked_NonSerialized_stay_behind()
    {
        Wire.RoundTrip(Note.Sample()).Cache.ShouldBeNull();
    }

    [Fact]
    public void Null_arrives_as_null()
    {
        Wire.RoundTrip<Note?>(null).ShouldBeNull();
        Wire.RoundTrip<Shape?>(null).ShouldBeNull();
        Wire.RoundTrip<UserId?>(null).ShouldBeNull();
        Wire.RoundTrip(new Envelope()).Copied.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Positional_records_arrive_without_their_constructor_running()
    {
        var read = Wire.RoundTrip(new Member("ann", Color.Green, [1, 2]) { Nick = "a" });

        (read.Name, read.Color, read.Nick).ShouldBe(("ann", Color.Green, "a"));
        read.Scores.ShouldBe([1, 2]);
        read.Shout.ShouldBeNull("the original engine makes such objects without a constructor, too");
    }

    [Fact]
    public void Private_constructors_and_read_only_members_are_reached()
    {
        var read = Wire.RoundTrip(Secretive.With("v", 8));

        (read.Value, read.Doubled).ShouldBe(("v", 8));
    }

    [Fact]
    public void Structs_arrive_with_their_private_members()
    {
        var read = Wire.RoundTrip(Span.Of(4, 5));

        read.Items.ShouldBe([4, 5]);
        (read.Length, read.Hidden).ShouldBe((2, 3));
    }

    [Fact]
    public void Values_travel_inside_collections()
    {
        var original = new Dictionary<UserId, List<Member?>> { [new UserId(1)] = [new Member("ann", Color.Red, []), null] };

        var read = Wire.RoundTrip(original);

        read[new UserId(1)][0]!.Name.ShouldBe("ann");
        read[new UserId(1)][1].ShouldBeNull();
    }

    [Fact]
    public void Values_declared_as_object_arrive_as_their_own_type()
    {
        Wire.RoundTrip<object>(new Circle(2) { Name = "round" }).ShouldBe(new Circle(2) { Name = "round" });
    }

    [Fact]
    public void Generic_messages_arrive()
    {
        Wire.RoundTrip(new Optional<string>(true, "x")).ShouldBe(new Optional<string>(true, "x"));
        Wire.RoundTrip(new Optional<int>(true, 4)).ShouldBe(new Optional<int>(true, 4));
        Wire.RoundTrip(new Optional<Optional<Color>>(true, new(true, Color.Green))).Value.Value.ShouldBe(Color.Green);
    }

    [Fact]
    public void Members_that_other_code_cannot_name_are_reached()
    {
        Wire.RoundTrip(HiddenMembers<string>.Inner<int>.Of("o", 3)).Reveal().ShouldBe(("o", 3));
        Wire.Copy(HiddenMembers<string>.Inner<int>.Of("o", 3)).Reveal().ShouldBe(("o", 3));

        var guard = Wire.RoundTrip<Guarded>(Guard.Of(4, "word"));
        (guard.Level, guard.Word).ShouldBe((4, "word"));
        Wire.RoundTrip(Explicit.Of("label")).ShouldBeAssignableTo<ILabelled>()!.Label.ShouldBe("label");
    }

    [Fact]
    public void Structs_with_required_members_arrive()
    {
        var ticket = new Ticket { Number = "n", Color = Color.Green };

        Wire.RoundTrip(ticket).ShouldBe(ticket);
    }

    [Fact]
    public void A_type_that_refers_to_itself_arrives()
    {
        var list = new Node(1, new Node(2, new Node(3, null)));

        Wire.RoundTrip(list).ShouldBe(list);
    }

    [Fact]
    public void Generic_classes_arrive_with_their_private_members()
    {
        var read = Wire.RoundTrip(Page<UserId, Note>.Of(new UserId(3), Note.Sample()));

        read.Items[new UserId(3)].Text.ShouldBe("hello");
        read.LastKey.ShouldBe(new UserId(3));
    }
}
