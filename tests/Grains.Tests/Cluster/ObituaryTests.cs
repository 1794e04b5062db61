using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class ObituaryTests
{
    private static readonly SiloId Lost = new("lost");
    private static readonly SiloId B = new("b");
    private static readonly SiloId C = new("c");

    private readonly Obituary _obituary = new(Lost, new FailoverOptions { StoreAbsenceLimit = At(60) });

    [Fact]
    public void Nobody_acts_before_the_record_says_that_it_is_gone()
    {
        _obituary.OnRecord(Record(7, isGone: false), At(10));
        _obituary.OnRefused(B, null, At(10));
        _obituary.OnRefused(C, null, At(10));

        _obituary.IsCleared(At(1000)).ShouldBeFalse();
    }

    [Fact]
    public void The_delay_counts_from_when_the_last_renewal_was_first_seen()
    {
        _obituary.OnRecord(Record(7, isGone: false), At(10));
        _obituary.OnRecord(Record(7, isGone: false), At(11));
        _obituary.OnRecord(Record(7, isGone: true), At(12));
        _obituary.OnRefused(B, null, At(12));
        _obituary.OnRefused(C, null, At(12));

        _obituary.ClearedFrom.ShouldBe(At(12.5));
    }

    [Fact]
    public void A_renewal_in_between_counts_anew()
    {
        _obituary.OnRecord(Record(7, isGone: false), At(10));
        _obituary.OnRecord(Record(8, isGone: true), At(12));
        _obituary.OnRefused(B, null, At(12));
        _obituary.OnRefused(C, null, At(12));

        _obituary.ClearedFrom.ShouldBe(At(14.5));
    }

    [Fact]
    public void The_delay_counts_from_the_last_answer_that_can_have_made_a_majority()
    {
        _obituary.OnRecord(Record(7, isGone: true), At(10));
        _obituary.OnRefused(B, At(1), At(14));
        _obituary.IsCleared(At(30)).ShouldBeFalse("the other one may still answer");
        _obituary.MissingRefusals.ShouldBe([C]);

        _obituary.OnRefused(C, At(0.5), At(16));

        _obituary.ClearedFrom.ShouldBe(At(18));
    }

    [Fact]
    public void Where_refusals_do_not_come_the_limit_of_the_stores_absence_is_waited_for()
    {
        _obituary.OnRecord(Record(7, isGone: true), At(10));

        _obituary.ClearedFrom.ShouldBe(At(72.5));
    }

    [Fact]
    public void A_process_that_is_known_to_be_gone_is_not_waited_for()
    {
        _obituary.OnProcessGone();

        _obituary.IsCleared(At(0)).ShouldBeTrue();
    }

    [Fact]
    public void A_silo_that_left_in_order_is_not_waited_for()
    {
        var record = Record(7, isGone: true);
        record.HasLeft = true;

        _obituary.OnRecord(record, At(10));

        _obituary.IsCleared(At(10)).ShouldBeTrue();
    }

    [Fact]
    public void A_silo_that_was_alone_may_go_on_without_the_store_up_to_its_limit()
    {
        _obituary.OnRecord(new SiloRecord { Beat = 3, Members = [Lost.Value], IsGone = true }, At(10));

        _obituary.ClearedFrom.ShouldBe(At(72.5));
    }

    [Fact]
    public void A_silo_without_a_record_never_had_a_lease()
    {
        _obituary.OnRecord(null, At(10));
        _obituary.IsCleared(At(20)).ShouldBeFalse("it may be writing its first");

        _obituary.OnRecord(new SiloRecord { IsGone = true }, At(20));

        _obituary.ClearedFrom.ShouldBe(At(12.5));
    }

    private static SiloRecord Record(long beat, bool isGone) => new() { Beat = beat, Members = [Lost.Value, B.Value, C.Value], IsGone = isGone };

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
