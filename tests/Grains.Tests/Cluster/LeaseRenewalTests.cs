using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;
using Fabric.Grains.Tests.Support;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Cluster;

public sealed class LeaseRenewalTests
{
    private const string Record = "lease/self";
    private static readonly SiloId Self = new("self");
    private static readonly SiloId[] Two = [Self, new("b")];
    private static readonly TimeSpan Period = new FailoverOptions().RenewalPeriod;

    private readonly ManualTimeProvider _time = new();
    private readonly StateStore _store = new();
    private readonly SiloLease _lease;
    private readonly LeaseRenewal _renewal;

    public LeaseRenewalTests()
    {
        _lease = new SiloLease(Self, new FailoverOptions(), _time);
        _renewal = new LeaseRenewal(new SiloRecords(_store), _lease, new FailoverOptions(), _time);
    }

    [Fact]
    public void Writes_once_in_a_period_and_the_lease_holds()
    {
        for (var half = 0; half < 20; half++)
        {
            Tick();
            Tick();
            _lease.Holds.ShouldBeTrue();
            _time.Advance(Period / 2);
        }

        _store.WritesOf(Record).ShouldBe(10);
        _store[Record].ShouldBe("""{"beat":10,"members":["self","b"]}""");
    }

    [Fact]
    public void A_request_without_an_answer_is_waited_for_and_the_lease_runs_out_meanwhile()
    {
        Renew();
        _store.Hold(Record);
        Pass(TimeSpan.FromSeconds(1.9));
        _lease.Holds.ShouldBeTrue();

        Pass(TimeSpan.FromSeconds(0.2));

        (_lease.Holds, _lease.Look(), _store.WritesOf(Record)).ShouldBe((false, LeaseStanding.Lost, 2));
    }

    [Fact]
    public void A_failed_request_is_told_and_the_record_read_before_it_is_written_again()
    {
        Renew();
        _store.FailNext(Record);
        _time.Advance(Period);
        Tick().ShouldBeNull();
        Tick().ShouldBeOfType<IOException>();
        _renewal.IsBehind.ShouldBeTrue();

        Pass(Period * 2);

        (_lease.Holds, _renewal.IsBehind).ShouldBe((true, false));
        _store[Record]!.ShouldContain("\"beat\":");
    }

    [Fact]
    public void A_write_whose_answer_was_lost_is_recognised_as_its_own()
    {
        Renew();
        _store.Put(Record, """{"beat":7,"members":["self","b"]}""");

        Pass(Period * 2);

        _lease.Holds.ShouldBeTrue();
        _store[Record].ShouldBe("""{"beat":8,"members":["self","b"]}""");
    }

    [Fact]
    public void Somebody_who_declares_the_silo_lost_takes_the_lease_away()
    {
        Renew();
        _store.Put(Record, """{"beat":1,"members":["self","b"],"isGone":true}""");

        Pass(Period * 2);

        (_lease.Holds, _lease.Look()).ShouldBe((false, LeaseStanding.Lost));
        _store[Record]!.ShouldContain("\"isGone\":true", Case.Sensitive, "what was declared stays");
    }

    [Fact]
    public void A_record_that_was_there_and_is_not_any_more_ends_the_lease()
    {
        Renew();
        _store.Remove(Record);

        Pass(Period * 2);

        _lease.Look().ShouldBe(LeaseStanding.Lost);
    }

    [Fact]
    public async Task Who_leaves_says_so_after_what_is_under_way()
    {
        Renew();
        _store.Hold(Record);
        _time.Advance(Period);
        Tick();

        var leaving = _renewal.LeaveAsync();
        leaving.IsCompleted.ShouldBeFalse();
        _store.Release(Record);
        await leaving;

        _store[Record].ShouldBe("""{"beat":2,"members":["self","b"],"isGone":true,"hasLeft":true}""");
    }

    private Exception? Tick() => _renewal.Tick(Two);

    /// <summary>The record is written and the answer is taken.</summary>
    private void Renew()
    {
        Tick();
        Tick();
        _lease.Holds.ShouldBeTrue();
    }

    private void Pass(TimeSpan time)
    {
        var end = _time.GetUtcNow() + time;
        while (_time.GetUtcNow() < end)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            Tick();
        }
    }
}
