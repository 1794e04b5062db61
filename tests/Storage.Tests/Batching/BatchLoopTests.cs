using Fabric.Storage.Batching;
using Fabric.Storage.Tests.Support;
using Fabric.Testing;

namespace Fabric.Storage.Tests.Batching;

public sealed class BatchLoopTests
{
    private readonly GateExecutor _executor = new();

    [Fact]
    public async Task What_waits_during_a_batch_goes_together_in_the_next()
    {
        var loop = Loop();
        var first = await AddAndBeginAsync(loop, "first");
        var later = Add(loop, "a", "b", "c");

        _executor.LetGo();
        await Task.WhenAll([first.Task, .. later.Select(static operation => operation.Task)]);

        _executor.Batches.ShouldBe([["first"], ["a", "b", "c"]]);
    }

    [Fact]
    public async Task A_batch_holds_no_more_operations_than_the_limit()
    {
        var loop = Loop(operations: 2);
        await AddAndBeginAsync(loop, "first");
        var later = Add(loop, "a", "b", "c");

        _executor.LetGo();
        await Task.WhenAll(later.Select(static operation => operation.Task));

        _executor.Batches.ShouldBe([["first"], ["a", "b"], ["c"]]);
    }

    [Fact]
    public async Task A_batch_holds_no_more_bytes_than_the_limit_unless_one_operation_alone_does()
    {
        var loop = Loop(bytes: 10);
        await AddAndBeginAsync(loop, "first");
        TestOperation[] later = [new("a", 6), new("b", 4), new("c", 1), new("large", 50), new("d", 1)];
        foreach (var operation in later)
        {
            loop.Add(operation);
        }

        _executor.LetGo();
        await Task.WhenAll(later.Select(static operation => operation.Task));

        _executor.Batches.ShouldBe([["first"], ["a", "b"], ["c"], ["large"], ["d"]]);
    }

    [Fact]
    public async Task A_cancelled_operation_that_waits_is_left_out_and_its_neighbours_are_not()
    {
        var loop = Loop();
        using var cancellation = new CancellationTokenSource();
        await AddAndBeginAsync(loop, "first");
        var withdrawn = new TestOperation("withdrawn");
        withdrawn.WithdrawOn(cancellation.Token);
        loop.Add(withdrawn);
        var last = Add(loop, "last")[0];

        await cancellation.CancelAsync();
        await withdrawn.Task.ShouldThrowAsync<TaskCanceledException>();
        _executor.LetGo();
        await last.Task;

        _executor.Batches.ShouldBe([["first"], ["last"]]);
        withdrawn.Releases.ShouldBe(1);
    }

    [Fact]
    public async Task An_operation_that_has_begun_cannot_be_cancelled()
    {
        var loop = Loop();
        using var cancellation = new CancellationTokenSource();
        var begun = new TestOperation("begun");
        begun.WithdrawOn(cancellation.Token);
        loop.Add(begun);
        await _executor.BatchBegunAsync(1);

        await cancellation.CancelAsync();
        _executor.LetGo();

        await begun.Task;
    }

    [Fact]
    public async Task A_failing_batch_fails_each_of_its_operations_with_the_cause_and_the_next_goes_on()
    {
        var loop = Loop();
        var cause = new IOException("No space left on device");
        _executor.Failure = cause;
        var first = await AddAndBeginAsync(loop, "first");
        var later = Add(loop, "a", "b");
        _executor.LetGo(2);
        await Task.WhenAll(later.Append(first).Select(operation => ShouldFailAsync(operation, cause)));

        _executor.Failure = null;
        var next = Add(loop, "next")[0];
        _executor.LetGo();

        await next.Task;
        first.Releases.ShouldBe(1);
    }

    [Fact]
    public async Task Stopping_carries_out_what_waits_and_refuses_what_comes_later()
    {
        var loop = Loop();
        await AddAndBeginAsync(loop, "first");
        var waiting = Add(loop, "waiting")[0];

        var stopping = loop.StopAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        var late = Add(loop, "late")[0];
        _executor.LetGo();

        (await stopping).ShouldBeTrue();
        waiting.Task.IsCompletedSuccessfully.ShouldBeTrue();
        (await late.Task.ShouldThrowAsync<StorageException>()).Message.ShouldContain("closed");
    }

    [Fact]
    public async Task Stopping_gives_up_at_the_deadline_and_fails_what_still_waits()
    {
        var time = new ManualTimeProvider();
        var loop = Loop();
        var first = await AddAndBeginAsync(loop, "first");
        var waiting = Add(loop, "waiting")[0];

        var stopping = loop.StopAsync(TimeSpan.FromSeconds(10), time);
        time.Advance(TimeSpan.FromSeconds(10));

        (await stopping).ShouldBeFalse();
        (await waiting.Task.ShouldThrowAsync<StorageException>()).Message.ShouldContain("closed");
        _executor.LetGo();
        await first.Task;
    }

    private static TestOperation[] Add(BatchLoop<TestOperation> loop, params string[] names)
    {
        TestOperation[] operations = [.. names.Select(static name => new TestOperation(name))];
        foreach (var operation in operations)
        {
            loop.Add(operation);
        }

        return operations;
    }

    private static async Task ShouldFailAsync(TestOperation operation, Exception cause)
    {
        var exception = await operation.Task.ShouldThrowAsync<StorageException>();
        exception.InnerException.ShouldBe(cause);
        exception.Message.ShouldContain(operation.Key.StateName);
    }

    private async Task<TestOperation> AddAndBeginAsync(BatchLoop<TestOperation> loop, string name)
    {
        var operation = Add(loop, name)[0];
        await _executor.BatchBegunAsync(1);
        return operation;
    }

    private BatchLoop<TestOperation> Loop(int operations = 100, int bytes = 1_000) =>
        new("Test loop", _executor, new BatchLimits(operations, bytes));
}
