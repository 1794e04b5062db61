using System.Text;
using Fabric.Edge.Lavalink.Rest;
using Fabric.Protocol.Lavalink;

namespace Fabric.Edge.Tests.Lavalink;

/// <summary>The checks of lavalink.md §2.4 that need no cluster, and of §12 those that are about them.</summary>
public sealed class LavalinkPlayerRulesTests
{
    private const string BothTrack = "Cannot specify both track and encodedTrack/identifier";
    private const string BothWays = "Cannot specify both encodedTrack and identifier";
    private const string Voice = "token, endpoint, sessionId and channelId must be provided in voice state";
    private const string EndTime = "End time must be greater than 0";

    private readonly PlayerUpdateRules _rules = new(static name => name is not ("karaoke" or "lowPass" or "echo"));

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"volume":null}""")]
    [InlineData("""{"volume":50.5}""")]
    [InlineData("""{"track":{"userData":[]}}""")]
    [InlineData("""{"filters":{"equalizer":null}}""")]
    [InlineData("""{"voice":{"token":"a","endpoint":"b","sessionId":"c"}}""")]
    public void C28_C75_C87_C96_C101_what_cannot_be_read_is_refused_first(string body) =>
        Should.Throw<LavalinkBodyException>(() => PlayerUpdateRules.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("""{"track":{"encoded":"E"},"identifier":"x"}""", BothTrack)]
    [InlineData("""{"track":{},"encodedTrack":null}""", BothTrack)]
    [InlineData("""{"track":{"encoded":"E","identifier":"x"}}""", BothWays)]
    [InlineData("""{"track":{"encoded":null,"identifier":"x"}}""", BothWays)]
    [InlineData("""{"encodedTrack":"E","identifier":"x"}""", BothWays)]
    [InlineData("""{"filters":{"karaoke":{}}}""", "Following filters are disabled in the config: karaoke")]
    [InlineData("""{"filters":{"karaoke":null}}""", "Following filters are disabled in the config: karaoke")]
    [InlineData("""{"filters":{"pluginFilters":{"echo":{}},"lowPass":{},"volume":1,"karaoke":{}}}""", "Following filters are disabled in the config: karaoke, lowPass, echo")]
    [InlineData("""{"voice":{"token":"a","endpoint":"b","sessionId":"c","channelId":""}}""", Voice)]
    [InlineData("""{"voice":{"token":"a","endpoint":"b","sessionId":"c","channelId":null}}""", Voice)]
    [InlineData("""{"voice":{"token":" ","endpoint":"b","sessionId":"c","channelId":"1"}}""", Voice)]
    [InlineData("""{"endTime":0}""", EndTime)]
    [InlineData("""{"endTime":-1}""", EndTime)]
    public void C32_C80_C81_C91_C101_what_contradicts_itself_is_refused(string body, string message) => Refusal(body).ShouldBe(message);

    [Theory]
    [InlineData("""{"track":{"encoded":"E","identifier":"x"},"encodedTrack":"F","endTime":0}""", BothTrack)]
    [InlineData("""{"endTime":0,"voice":{"token":"","endpoint":"","sessionId":"","channelId":""},"filters":{"karaoke":{}},"encodedTrack":"E","identifier":"x"}""", BothWays)]
    [InlineData("""{"endTime":0,"voice":{"token":"","endpoint":"","sessionId":"","channelId":""}}""", Voice)]
    public void The_first_of_several_mistakes_is_told(string body, string message) => Refusal(body).ShouldBe(message);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""{"endTime":null}""")]
    [InlineData("""{"endTime":1,"volume":-5,"paused":true,"position":-1}""")]
    [InlineData("""{"encodedTrack":null}""")]
    [InlineData("""{"track":{"encoded":"nonsense","userData":{"a":1}}}""")]
    [InlineData("""{"filters":{"tremolo":null,"equalizer":[{"band":15}]}}""")]
    [InlineData("""{"voice":{"token":"a","endpoint":"b","sessionId":"c","channelId":"no number"}}""")]
    public void What_later_checks_are_for_passes(string body) => Refusal(body).ShouldBeNull();

    private string? Refusal(string body) => _rules.FindRefusal(PlayerUpdateRules.Read(Encoding.UTF8.GetBytes(body)));
}
