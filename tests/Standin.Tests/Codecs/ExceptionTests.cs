namespace Fabric.Standin.Tests.Codecs;

public sealed class ExceptionTests
{
    [Fact]
    public void An_exception_arrives_with_type_message_and_members()
    {
        var read = Wire.RoundTrip<object>(new RefusedException("full", 7) { Details = ["d"] });

        var refused = read.ShouldBeOfType<RefusedException>();
        (refused.Message, refused.Code).ShouldBe(("refused: full", 7));
        refused.Details.ShouldBe(["d"]);
    }

    [Fact]
    public void The_message_of_the_original_wins_over_that_of_the_readers_constructor()
    {
        var original = new BannedException(DateTimeOffset.MaxValue, new IOException("why"));

        var read = Wire.RoundTrip(original);

        (read.Message, read.Code, read.Until, read.Cause).ShouldBe(("refused: banned", 403, DateTimeOffset.MaxValue, "why"));
    }

    [Fact]
    public void The_cause_arrives_as_text()
    {
        var read = Wire.RoundTrip(new WrappedException("outer", new IOException("disk full")));

        read.Message.ShouldBe("outer");
        read.InnerException!.Message.ShouldBe("System.IO.IOException: disk full");
    }

    [Fact]
    public void The_place_where_it_was_thrown_arrives_and_survives_a_rethrow()
    {
        var thrown = Catch(ThrowHere);

        var rethrown = Catch(() => throw Wire.RoundTrip(thrown));

        rethrown.StackTrace.ShouldNotBeNull().ShouldContain(nameof(ThrowHere));
        rethrown.ToString().ShouldContain("refused: here");
    }

    [Fact]
    public void An_exception_that_was_not_thrown_has_no_stack()
    {
        Wire.RoundTrip(new RefusedException("quiet", 1)).StackTrace.ShouldBeNull();
    }

    private static void ThrowHere() => throw new RefusedException("here", 1);

    private static RefusedException Catch(Action action) => Should.Throw<RefusedException>(action);
}
