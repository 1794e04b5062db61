using Fabric.Edge.Metrics;

namespace Fabric.Edge.Tests.Metrics;

public sealed class CoreCounterTests
{
    [Fact]
    public void Loses_nothing_whoever_counts()
    {
        const int Threads = 8;
        const int Each = 50_000;
        var counter = new CoreCounter();

        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                counter.Add(1);
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());

        counter.Value.ShouldBe(Threads * Each);
    }

    [Fact]
    public void May_be_lowered()
    {
        var counter = new CoreCounter();

        counter.Add(5);
        counter.Add(-2);

        counter.Value.ShouldBe(3);
    }
}
