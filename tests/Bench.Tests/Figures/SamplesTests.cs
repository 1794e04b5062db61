using Fabric.Bench.Figures;

namespace Fabric.Bench.Tests.Figures;

public sealed class SamplesTests
{
    [Theory]
    [InlineData(new[] { 7.0 }, 7)]
    [InlineData(new[] { 9.0, 1, 5 }, 5)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 2.5)]
    public void The_median_is_the_middle_whatever_the_order(double[] values, double median) =>
        Samples.Median(values).ShouldBe(median);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(99.1, 100)]
    [InlineData(100, 100)]
    public void A_percentile_is_the_nearest_rank(double percent, double expected)
    {
        var values = Enumerable.Range(1, 100).Reverse().Select(value => (double)value).ToArray();

        Samples.Percentile(values, percent).ShouldBe(expected);
    }

    [Fact]
    public void No_values_have_no_median() => Should.Throw<ArgumentException>(() => Samples.Median([]));
}
