using System.Text;
using Fabric.Protocol.Lavalink;

namespace Fabric.Protocol.Tests.Lavalink;

public sealed class FiltersTests
{
    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"volume":1.0}""", false)]
    [InlineData("""{"volume":0.99}""", true)]
    [InlineData("""{"equalizer":[]}""", false)]
    [InlineData("""{"equalizer":[{"band":0,"gain":0}]}""", false)]
    [InlineData("""{"equalizer":[{"band":0}]}""", true)]
    [InlineData("""{"equalizer":[{"band":0,"gain":0.5},{"band":0,"gain":0}]}""", false)]
    [InlineData("""{"karaoke":null}""", false)]
    [InlineData("""{"karaoke":{}}""", true)]
    [InlineData("""{"timescale":{}}""", false)]
    [InlineData("""{"timescale":{"speed":1.1}}""", true)]
    [InlineData("""{"timescale":{"pitch":1.1}}""", true)]
    [InlineData("""{"timescale":{"rate":1.1}}""", true)]
    [InlineData("""{"tremolo":{}}""", true)]
    [InlineData("""{"tremolo":{"depth":0}}""", false)]
    [InlineData("""{"vibrato":{}}""", true)]
    [InlineData("""{"vibrato":{"depth":0}}""", false)]
    [InlineData("""{"rotation":{}}""", false)]
    [InlineData("""{"rotation":{"rotationHz":-0.1}}""", true)]
    [InlineData("""{"distortion":{}}""", false)]
    [InlineData("""{"distortion":{"offset":0.1}}""", true)]
    [InlineData("""{"channelMix":{}}""", false)]
    [InlineData("""{"channelMix":{"leftToRight":0.5}}""", true)]
    [InlineData("""{"channelMix":{"leftToLeft":0.5}}""", true)]
    [InlineData("""{"channelMix":{"rightToLeft":0.5}}""", true)]
    [InlineData("""{"channelMix":{"rightToRight":0.5}}""", true)]
    [InlineData("""{"lowPass":{}}""", true)]
    [InlineData("""{"lowPass":{"smoothing":1}}""", false)]
    [InlineData("""{"pluginFilters":{"echo":{}}}""", false)]
    public void A_filter_is_enabled_unless_neutral(string text, bool enabled) => Read(text).IsEnabled.ShouldBe(enabled);

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"tremolo":{}}""", """{"tremolo":{"frequency":2.0,"depth":0.5}}""")]
    [InlineData("""{"vibrato":{}}""", """{"vibrato":{"frequency":2.0,"depth":0.5}}""")]
    [InlineData("""{"karaoke":{}}""", """{"karaoke":{"level":1.0,"monoLevel":1.0,"filterBand":220.0,"filterWidth":100.0}}""")]
    [InlineData("""{"timescale":{}}""", """{"timescale":{"speed":1.0,"pitch":1.0,"rate":1.0}}""")]
    [InlineData("""{"rotation":{}}""", """{"rotation":{"rotationHz":0.0}}""")]
    [InlineData("""{"lowPass":{}}""", """{"lowPass":{"smoothing":20.0}}""")]
    [InlineData("""{"channelMix":{}}""", """{"channelMix":{"leftToLeft":1.0,"leftToRight":0.0,"rightToLeft":0.0,"rightToRight":1.0}}""")]
    [InlineData(
        """{"distortion":{}}""",
        """{"distortion":{"sinOffset":0.0,"sinScale":1.0,"cosOffset":0.0,"cosScale":1.0,"tanOffset":0.0,"tanScale":1.0,"offset":0.0,"scale":1.0}}""")]
    [InlineData("""{"equalizer":[{"band":0}]}""", """{"equalizer":[{"band":0,"gain":1.0}]}""")]
    [InlineData("""{"equalizer":[]}""", """{"equalizer":[]}""")]
    [InlineData("""{"equalizer":[{"band":2,"gain":0.3333333333},null,{"gain":0.1,"band":2}]}""", """{"equalizer":[{"band":2,"gain":0.33333334},{"band":2,"gain":0.1}]}""")]
    [InlineData("""{"lowPass":null,"tremolo":{"depth":"0.25","x":[]},"volume":2}""", """{"volume":2.0,"tremolo":{"frequency":2.0,"depth":0.25}}""")]
    [InlineData("""{"pluginFilters":{}}""", "{}")]
    [InlineData("""{"pluginFilters":{"b":{"x": [1]},"a":null,"b":1.0}}""", """{"pluginFilters":{"b":1.0,"a":null}}""")]
    public void What_was_set_is_shown_with_all_that_it_has(string sent, string shown) => Shown(Read(sent)).ShouldBe(shown);

    [Fact]
    public void What_is_shown_reads_back_as_the_same() => Shown(Read(Things.FiltersText)).ShouldBe(Things.FiltersText);

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"lowPass":null,"x":1,"karaoke":null,"volume":1}""", "volume, karaoke, lowPass")]
    [InlineData("""{"pluginFilters":{"z":null,"a":{}},"equalizer":[]}""", "equalizer, z, a")]
    public void The_filters_that_a_body_names_are_told_in_their_order(string filters, string names) =>
        string.Join(", ", LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes($$$"""{"filters":{{{filters}}}}""")).NamedFilters).ShouldBe(names);

    [Fact]
    public void The_last_gain_of_a_band_counts()
    {
        var gains = new float[Equalizer.BandCount];

        new Equalizer([new(14, 0.5f), new(0, 0.1f), new(0, 0.2f), new(15), new(-1)]).CopyGains(gains);

        gains.ShouldBe([0.2f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5f]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(14, true)]
    [InlineData(15, false)]
    [InlineData(-1, false)]
    public void Bands_that_there_are_not_can_be_told(int band, bool inRange) => new Equalizer([new EqualizerBand(band)]).IsInRange.ShouldBe(inRange);

    private static Filters Read(string text) => LavalinkReader.ReadPlayerUpdate(Encoding.UTF8.GetBytes($$$"""{"filters":{{{text}}}}""")).Filters.Value!;

    private static string Shown(Filters filters)
    {
        const string Key = "\"filters\":";
        var player = Text.Of(output => LavalinkWriter.Write(output, Things.Player with { Filters = filters }));
        return player[(player.IndexOf(Key, StringComparison.Ordinal) + Key.Length)..^1];
    }
}
