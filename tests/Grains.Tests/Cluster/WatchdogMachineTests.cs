using System.Globalization;
using Fabric.Abstractions.Cluster;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Cluster;

namespace Fabric.Grains.Tests.Cluster;

public sealed class WatchdogMachineTests
{
    private static readonly SiloId Self = new("self");
    private static readonly SiloId Other = new("other");
    private static readonly SiloId Lost = new("lost");

    private readonly FailoverOptions _options = new() { ReactivationsAtOnce = 3 };
    private readonly WatchdogMachine _watchdog;

    public WatchdogMachineTests() => _watchdog = new WatchdogMachine(Self, _options);

    [Fact]
    public void The_audible_and_the_shards_come_back_first()
    {
        Tell(Row("a", EntityClass.SilentPlayer), Row("b", EntityClass.Session), Row("c", EntityClass.Shard), Row("d", EntityClass.AudiblePlayer));

        _watchdog.Next(At(0)).Select(static row => row.Entity).ShouldBe(["d", "c", "b"]);
        _watchdog.OnReactivated("c");
        _watchdog.Next(At(0)).Select(static row => row.Entity).ShouldBe(["a"]);
    }

    [Fact]
    public void No_more_than_so_many_are_under_way_at_once()
    {
        Tell([.. Enumerable.Range(0, 10).Select(static number => Row(number.ToString(CultureInfo.InvariantCulture), EntityClass.Session))]);

        _watchdog.Next(At(0)).Count.ShouldBe(3);
        _watchdog.Next(At(0)).ShouldBeEmpty();
        _watchdog.OnFailed("0", At(0));
        _watchdog.Next(At(0)).Select(static row => row.Entity).ShouldBe(["3"]);
    }

    [Fact]
    public void What_fails_is_tried_again_at_growing_intervals_up_to_the_longest()
    {
        Tell(Row("a", EntityClass.Shard));
        var now = At(0);
        var pauses = new List<double>();
        _watchdog.Next(now).ShouldHaveSingleItem();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            var failed = now;
            _watchdog.OnFailed("a", failed);
            while (_watchdog.Next(now).Count == 0)
            {
                now += TimeSpan.FromMilliseconds(50);
            }

            pauses.Add((now - failed).TotalSeconds);
        }

        pauses.ShouldBe([0.25, 0.5, 1, 2, 4, 8, 15, 15, 15]);
    }

    [Fact]
    public void The_survivors_split_the_rows_so_that_each_has_one_taker()
    {
        SiloId[] alive = [Self, Other, new("third")];
        var rows = Enumerable.Range(0, 3000).Select(static number => Row($"session/{number}", EntityClass.Session)).ToArray();

        var shares = alive.Select(silo => Share(silo, alive, rows)).ToArray();

        shares.SelectMany(static share => share).Order(StringComparer.Ordinal).ShouldBe(rows.Select(static row => row.Entity).Order(StringComparer.Ordinal));
        shares.ShouldAllBe(static share => share.Length > 800 && share.Length < 1200);
    }

    [Fact]
    public void Nothing_is_brought_back_from_a_silo_that_may_still_act()
    {
        _watchdog.OnRows([Row("a", EntityClass.Shard)], [Self], static _ => false, static _ => false);

        _watchdog.Next(At(0)).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_row_says_is_here_and_is_not_is_brought_back()
    {
        var here = new WatchdogRow("here", EntityClass.Shard, Self, 1);
        var missing = new WatchdogRow("missing", EntityClass.Shard, Self, 1);

        _watchdog.OnRows([here, missing], [Self, Other], static _ => false, static entity => entity == "here");

        _watchdog.Next(At(0)).ShouldBe([missing]);
    }

    [Fact]
    public void What_somebody_else_has_brought_back_is_left()
    {
        Tell(Row("a", EntityClass.Shard));

        Tell(new WatchdogRow("a", EntityClass.Shard, Other, 2));

        (_watchdog.Next(At(0)).Count, _watchdog.Count).ShouldBe((0, 0));
    }

    private static string[] Share(SiloId silo, SiloId[] alive, WatchdogRow[] rows)
    {
        var watchdog = new WatchdogMachine(silo, new FailoverOptions { ReactivationsAtOnce = int.MaxValue });
        watchdog.OnRows(rows, alive, static row => row == Lost, static _ => false);
        return [.. watchdog.Next(At(0)).Select(static row => row.Entity)];
    }

    private static WatchdogRow Row(string entity, EntityClass @class) => new(entity, @class, Lost, 1);

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Tell(params WatchdogRow[] rows) => _watchdog.OnRows(rows, [Self], static silo => silo == Lost, static _ => false);
}
