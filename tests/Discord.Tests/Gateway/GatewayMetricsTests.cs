using System.Diagnostics.Metrics;
using System.Globalization;
using Fabric.Discord.Gateway;

namespace Fabric.Discord.Tests.Gateway;

public sealed class GatewayMetricsTests
{
    [Fact]
    public async Task Counts_events_sessions_heartbeats_and_reconnects()
    {
        await using var fixture = new ShardFixture();
        var measured = new List<string>();
        using var listener = Listen(fixture.Meters, measured);
        var socket = await fixture.ConnectAsync();
        fixture.Clock.Advance(TimeSpan.Zero);
        await socket.SentAsync();
        fixture.Clock.Advance(TimeSpan.FromSeconds(0.25));
        socket.Say("""{"op":11}""");
        socket.Dispatch("PRESENCE_UPDATE", 2);
        socket.Dispatch("NAME_OF_THE_FUTURE", 3);
        socket.SayClosed(4000);
        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        second.SayHello();
        await second.SentAsync();

        lock (measured)
        {
            measured.ShouldBe([
                "sessions 1 kind=identify",
                "events 1 event=READY",
                "connected 1",
                "heartbeats 1",
                "heartbeat.duration 0.25",
                "events 1 event=PRESENCE_UPDATE",
                "events 1 event=other",
                "reconnects 1 cause=Closed close_code=4000",
                "connected -1",
                "sessions 1 kind=resume",
            ]);
        }
    }

    [Fact]
    public async Task Logs_what_happens_and_never_the_token()
    {
        await using var fixture = new ShardFixture();
        var socket = await fixture.ConnectAsync();
        socket.Say("garbage");
        var second = await fixture.ReconnectedAfterAsync(TimeSpan.FromSeconds(1));
        second.SayHello();
        await second.SentAsync();
        second.SayClosed(4014);
        await Should.ThrowAsync<GatewayFatalException>(fixture.Run);

        fixture.Logs.Lines.ShouldContain(static line => line.StartsWith("1020 Information Shard 1 of 4 starts a session.", StringComparison.Ordinal));
        fixture.Logs.Lines.ShouldContain(static line => line.StartsWith("1030 Warning", StringComparison.Ordinal));
        fixture.Logs.Lines.ShouldContain(static line => line.StartsWith("1021 Information", StringComparison.Ordinal));
        fixture.Logs.Lines.ShouldContain(static line => line.StartsWith("1041 Error Shard 1 gives up. The bot may not use", StringComparison.Ordinal));
        fixture.Logs.Lines.ShouldAllBe(static line => !line.Contains(ShardFixture.Token));
    }

    private static MeterListener Listen(IMeterFactory meters, List<string> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == meters && string.Equals(instrument.Meter.Name, GatewayMetrics.MeterName, StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(measured, instrument, value.ToString(), tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(measured, instrument, value.ToString(), tags));
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => Note(measured, instrument, value.ToString(CultureInfo.InvariantCulture), tags));
        listener.Start();
        return listener;
    }

    private static void Note(List<string> measured, Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = $"{instrument.Name["fabric.discord.gateway.".Length..]} {value}";
        foreach (var (key, tag) in tags)
        {
            line += $" {key}={tag}";
        }

        lock (measured)
        {
            measured.Add(line);
        }
    }
}
