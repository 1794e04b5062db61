using Fabric.Edge.Presence;

namespace Fabric.Edge.Tests.Presence;

public sealed class StreamHealthTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly StreamHealth _health = new();
    private TimeSpan _now = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_stream_is_subscribed_first_and_tried_with_a_marker_at_once()
    {
        _health.Next(_now).ShouldBe(StreamStep.Subscribe);
        _health.Next(_now).ShouldBe(StreamStep.Subscribe);

        _health.OnSubscribed(_now);

        _health.Next(_now).ShouldBe(StreamStep.Mark);
    }

    [Fact]
    public void Markers_go_out_now_and_then_while_they_come_back()
    {
        _health.OnSubscribed(_now);
        for (var round = 0; round < 100; round++)
        {
            _health.Next(_now).ShouldBe(StreamStep.Mark);
            _health.OnMarkTaken(_now);
            _health.OnBrought(_now + Moment);
            Pass(StreamHealth.MarkPeriod - Moment);
            _health.Next(_now).ShouldBe(StreamStep.Wait);
            Pass(Moment);
        }
    }

    [Fact]
    public void A_marker_that_was_taken_and_does_not_come_back_has_the_stream_subscribed_anew()
    {
        LoseMarker();

        Pass(StreamHealth.Patience - Moment);
        _health.Next(_now).ShouldNotBe(StreamStep.Subscribe);
        Pass(Moment);
        _health.Next(_now).ShouldBe(StreamStep.Subscribe);

        _health.OnSubscribed(_now);
        _health.Next(_now).ShouldBe(StreamStep.Mark);
    }

    [Fact]
    public void Where_subscribing_anew_does_not_help_it_is_tried_ever_more_seldom()
    {
        var waits = new List<double>();
        LoseMarker();
        for (var round = 0; round < 5; round++)
        {
            var began = _now;
            while (_health.Next(_now) != StreamStep.Subscribe)
            {
                Pass(TimeSpan.FromMilliseconds(500));
            }

            waits.Add((_now - began).TotalSeconds);
            LoseMarker();
        }

        waits.ShouldBe([4, 8, 16, 16, 16]);
    }

    [Fact]
    public void A_marker_that_the_cluster_does_not_take_says_nothing_about_the_subscription()
    {
        _health.OnSubscribed(_now);
        _health.OnBrought(_now);

        for (var second = 0; second < 60; second++)
        {
            Pass(TimeSpan.FromSeconds(1));
            _health.Next(_now).ShouldNotBe(StreamStep.Subscribe);
        }
    }

    [Fact]
    public void The_process_is_ready_once_the_stream_has_brought_something_and_not_when_no_silo_answers_any_more()
    {
        _health.FindProblem(_now).ShouldBe("not connected to the cluster yet");
        _health.OnSubscribed(_now);
        _health.FindProblem(_now).ShouldBe("not connected to the cluster yet");

        _health.OnBrought(_now);
        Pass(StreamHealth.Silence);
        _health.FindProblem(_now).ShouldBeNull();
        Pass(TimeSpan.FromSeconds(1));
        _health.FindProblem(_now).ShouldBe("no silo has answered for 9 s");

        _health.OnMarkTaken(_now);
        _health.FindProblem(_now).ShouldBeNull();
    }

    private void LoseMarker()
    {
        _health.OnSubscribed(_now);
        _health.Next(_now).ShouldBe(StreamStep.Mark);
        _health.OnMarkTaken(_now);
    }

    private void Pass(TimeSpan time) => _now += time;
}
