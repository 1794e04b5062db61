using Fabric.Grains.State;

namespace Fabric.Grains.Tests.State;

public sealed class CoalescedWriteTests
{
    private readonly TurnScheduler _grain = new();
    private readonly List<(int State, TaskCompletionSource End)> _writes = [];
    private readonly List<int> _stored = [];
    private readonly CoalescedWrite _write;
    private int _state;

    public CoalescedWriteTests() => _write = new CoalescedWrite(() =>
    {
        _writes.Count.ShouldBe(_stored.Count, "a write began beside another");
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writes.Add((_state, end));
        return end.Task;
    });

    [Fact]
    public void A_write_begins_at_once()
    {
        var written = ChangeAsync();

        _writes.Count.ShouldBe(1);
        written.IsCompleted.ShouldBeFalse();
        Finish();
        written.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Changes_made_during_a_write_wait_together_for_the_next()
    {
        var first = ChangeAsync();
        var later = Enumerable.Range(0, 100).Select(_ => ChangeAsync()).ToList();

        Finish();
        first.IsCompletedSuccessfully.ShouldBeTrue();
        later.ShouldAllBe(static write => !write.IsCompleted);
        Finish();

        later.ShouldAllBe(static write => write.IsCompletedSuccessfully);
        _stored.ShouldBe([1, 101]);
    }

    [Fact]
    public void Who_changed_nothing_waits_for_the_write_that_is_under_way()
    {
        WaitAsync().IsCompletedSuccessfully.ShouldBeTrue();
        _ = ChangeAsync();

        var waiting = WaitAsync();

        waiting.IsCompleted.ShouldBeFalse();
        Finish();
        waiting.IsCompletedSuccessfully.ShouldBeTrue();
        _stored.ShouldBe([1]);
        WaitAsync().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Who_changed_nothing_waits_for_the_write_that_is_to_come()
    {
        _ = ChangeAsync();
        _ = ChangeAsync();

        var waiting = WaitAsync();
        Finish();

        waiting.IsCompleted.ShouldBeFalse();
        Finish();
        waiting.IsCompletedSuccessfully.ShouldBeTrue();
        _stored.ShouldBe([1, 2]);
    }

    [Fact]
    public void A_failed_write_is_repeated_for_who_changed_nothing()
    {
        var failed = ChangeAsync();
        Finish(new IOException("full"));
        failed.IsFaulted.ShouldBeTrue();

        var again = WaitAsync();

        again.IsCompleted.ShouldBeFalse();
        Finish();
        again.IsCompletedSuccessfully.ShouldBeTrue();
        _stored.ShouldBe([-1, 1]);
        WaitAsync().IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void The_write_after_a_failed_one_stores_both_changes()
    {
        var first = ChangeAsync();
        var second = ChangeAsync();

        Finish(new IOException("full"));
        Finish();

        (first.IsFaulted, second.IsCompletedSuccessfully).ShouldBe((true, true));
        _stored.ShouldBe([-1, 2]);
        WaitAsync().IsCompletedSuccessfully.ShouldBeTrue();
        _writes.Count.ShouldBe(2);
    }

    [Fact]
    public void A_store_that_throws_at_once_has_failed()
    {
        var refuses = true;
        var write = new CoalescedWrite(() => refuses ? throw new IOException("closed") : Task.CompletedTask);

        _grain.RunNow(write.WriteAsync).IsFaulted.ShouldBeTrue();
        _grain.RunNow(write.WhenWrittenAsync).IsFaulted.ShouldBeTrue();
        refuses = false;

        _grain.RunNow(write.WhenWrittenAsync).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void A_change_made_just_as_a_write_ends_begins_no_second_one_beside_the_next()
    {
        _ = ChangeAsync();
        var second = ChangeAsync();
        End();

        var third = ChangeAsync();
        _grain.RunWaiting();
        Finish();

        second.IsCompletedSuccessfully.ShouldBeTrue();
        third.IsCompletedSuccessfully.ShouldBeTrue();
        _stored.ShouldBe([1, 3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_happens_who_was_told_that_it_is_stored_finds_it_stored(int seed)
    {
        var random = new Random(seed);
        var open = new List<(int State, Task Written)>();
        for (var step = 0; step < 3000; step++)
        {
            switch (random.Next(5))
            {
                case 0:
                    open.Add((_state + 1, ChangeAsync()));
                    break;
                case 1:
                    open.Add((_state, WaitAsync()));
                    break;
                case 2 when _writes.Count > _stored.Count:
                    End(random.Next(3) == 0 ? new IOException("full") : null);
                    break;
                case 3:
                    _grain.RunWaiting();
                    break;
            }

            var newest = _stored.DefaultIfEmpty(0).Max();
            open.Where(static entry => entry.Written.IsCompletedSuccessfully).ShouldAllBe(entry => entry.State <= newest);
            open.RemoveAll(static entry => entry.Written.IsCompleted);
        }

        _grain.RunWaiting();
        while (_writes.Count > _stored.Count)
        {
            Finish();
        }

        open.ShouldAllBe(static entry => entry.Written.IsCompleted);
    }

    private Task ChangeAsync() => _grain.RunNow(() =>
    {
        _state++;
        return _write.WriteAsync();
    });

    private Task WaitAsync() => _grain.RunNow(_write.WhenWrittenAsync);

    private void Finish(Exception? failure = null)
    {
        End(failure);
        _grain.RunWaiting();
    }

    /// <summary>Ends the write that is under way, without the grain having taken note yet. A failed one counts as -1.</summary>
    private void End(Exception? failure = null)
    {
        var (state, end) = _writes[^1];
        _stored.Add(failure is null ? state : -1);
        if (failure is null)
        {
            end.SetResult();
        }
        else
        {
            end.SetException(failure);
        }
    }
}
