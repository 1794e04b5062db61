using Fabric.Abstractions.Players;
using Fabric.Edge.Lavalink.Node;
using Fabric.Protocol.Lavalink;
using Fabric.Testing;

namespace Fabric.Edge.Tests.Lavalink.Node;

public sealed class NodeStatsTests
{
    private readonly ManualTimeProvider _time = new();
    private CpuReading _reading;

    [Fact]
    public void The_first_sample_is_0_and_holds_for_half_a_minute()
    {
        var cpu = new CpuSampler(_time, () => _reading);
        cpu.Sample().ShouldBe(new CpuStats(Environment.ProcessorCount, 0, 0));

        _reading = new CpuReading(TimeSpan.FromSeconds(7.5) * Environment.ProcessorCount, 50, 200);
        _time.Advance(TimeSpan.FromSeconds(29));
        cpu.Sample().SystemLoad.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        cpu.Sample().ShouldBe(new CpuStats(Environment.ProcessorCount, 0.25, 0.25));
        _reading = default;
        cpu.Sample().SystemLoad.ShouldBe(0.25);
    }

    [Fact]
    public void What_is_no_share_is_0_and_shares_are_from_0_to_1()
    {
        var cpu = new CpuSampler(_time, () => _reading);
        cpu.Sample();

        _reading = new CpuReading(TimeSpan.FromHours(10) * Environment.ProcessorCount, 7, 0);
        _time.Advance(TimeSpan.FromSeconds(30));

        cpu.Sample().ShouldBe(new CpuStats(Environment.ProcessorCount, 0, 1));
    }

    [Theory]
    [InlineData("cpu  10 1 5 100 20 0 4 0 3 0\ncpu0 1 1 1 1\n", 20, 140)]
    [InlineData("cpu  10 1 5 100\n", 16, 116)]
    [InlineData("intr 1", 0, 0)]
    [InlineData("", 0, 0)]
    public void The_machines_time_is_read(string text, long busy, long total) =>
        MachineCpu.Parse(System.Text.Encoding.ASCII.GetBytes(text)).ShouldBe((busy, total));

    [Fact]
    public void This_machines_time_grows()
    {
        var reading = MachineCpu.Read();

        reading.Own.ShouldBeGreaterThan(TimeSpan.Zero);
        reading.MachineTotal.ShouldBeGreaterThanOrEqualTo(reading.MachineBusy);
    }

    [Fact]
    public void Frames_are_averaged_over_the_players_that_can_tell_in_whole_numbers()
    {
        FrameAverages.Of([]).ShouldBeNull();
        FrameAverages.Of([null, null]).ShouldBeNull();
        FrameAverages.Of([new FrameCount(3000, 0), null, new FrameCount(2999, 4)]).ShouldBe(new FrameStats(2999, 2, -1));
        FrameAverages.Of([new FrameCount(2000, 10)]).ShouldBe(new FrameStats(2000, 10, 990));
    }
}
