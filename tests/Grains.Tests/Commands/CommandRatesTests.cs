using Fabric.Grains.Commands;
using Fabric.Testing;

namespace Fabric.Grains.Tests.Commands;

public sealed class CommandRatesTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Some_commands_are_taken_at_once_and_then_one_in_a_while()
    {
        var rates = new CommandRates(_time);
        Enumerable.Range(0, CommandRates.AtOnce).ShouldAllBe(_ => rates.TryTake(7));
        rates.TryTake(7).ShouldBeFalse();
        rates.TryTake(8).ShouldBeTrue("others are not concerned");

        _time.Advance(CommandRates.Period);

        (rates.TryTake(7), rates.TryTake(7)).ShouldBe((true, false));
    }

    [Fact]
    public void Who_was_quiet_for_long_may_give_as_many_as_at_first_and_no_more()
    {
        var rates = new CommandRates(_time);
        rates.TryTake(7);

        _time.Advance(TimeSpan.FromHours(1));

        Enumerable.Range(0, CommandRates.AtOnce).ShouldAllBe(_ => rates.TryTake(7));
        rates.TryTake(7).ShouldBeFalse();
    }
}
