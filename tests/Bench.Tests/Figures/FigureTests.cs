using Fabric.Bench.Figures;

namespace Fabric.Bench.Tests.Figures;

public sealed class FigureTests
{
    [Theory]
    [InlineData(3, 3, "lower", true)]
    [InlineData(3.1, 3, "lower", false)]
    [InlineData(500, 500, "higher", true)]
    [InlineData(499, 500, "higher", false)]
    public void A_target_is_a_ceiling_or_a_floor(double value, double target, string better, bool met)
    {
        var figure = new Figure("f", value, "µs", target, Enum.Parse<Better>(better, ignoreCase: true));

        figure.Met.ShouldBe(met);
    }

    [Fact]
    public void A_yardstick_has_no_target_to_meet() => new Figure("f", 1, "µs", null, Better.Lower).Met.ShouldBeNull();
}
