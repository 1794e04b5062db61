namespace Fabric.Silo.Tests;

public sealed class BurstWatchTests
{
    private const long Megabyte = 1 << 20;
    private const long Heap = 100 * Megabyte;

    private readonly BurstWatch _watch = new();

    [Fact]
    public void A_burst_is_over_when_much_was_allocated_and_little_is_any_more()
    {
        _watch.IsOver(500 * Megabyte, Heap, collections: 0).ShouldBeFalse();

        _watch.IsOver(501 * Megabyte, Heap, collections: 0).ShouldBeTrue();
    }

    [Fact]
    public void While_much_is_allocated_nothing_is_over()
    {
        foreach (var second in Enumerable.Range(1, 10))
        {
            _watch.IsOver(second * 50 * Megabyte, Heap, collections: 0).ShouldBeFalse();
        }
    }

    [Fact]
    public void After_a_collection_there_is_nothing_to_be_collected()
    {
        _watch.IsOver(500 * Megabyte, Heap, collections: 0);

        _watch.IsOver(501 * Megabyte, Heap, collections: 1).ShouldBeFalse();
        _watch.IsOver(502 * Megabyte, Heap, collections: 1).ShouldBeFalse();
    }

    [Fact]
    public void What_a_large_heap_hardly_notices_is_not_worth_a_collection()
    {
        _watch.IsOver(90 * Megabyte, 1000 * Megabyte, collections: 0);

        _watch.IsOver(91 * Megabyte, 1000 * Megabyte, collections: 0).ShouldBeFalse();
    }
}
