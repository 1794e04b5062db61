using Fabric.Media.Tracks;

namespace Fabric.Media.Tests.Tracks;

public sealed class TrackResolverTests
{
    private static readonly LoadOutcome.Track Found = new(new AudioTrack { Identifier = "found", SourceName = "a" });

    private readonly List<string> _asked = [];

    [Fact]
    public async Task The_first_source_that_takes_it_answers()
    {
        var outcome = await ResolveAsync("x", _ => LoadOutcome.Declined.Instance, _ => Found, _ => LoadOutcome.NoMatch.Instance);

        outcome.ShouldBe(Found);
        _asked.ShouldBe(["0:x", "1:x"]);
    }

    [Fact]
    public async Task What_nobody_takes_is_no_match() =>
        (await ResolveAsync("x", _ => LoadOutcome.Declined.Instance)).ShouldBe(LoadOutcome.NoMatch.Instance);

    [Fact]
    public async Task No_match_is_final()
    {
        (await ResolveAsync("x", _ => LoadOutcome.NoMatch.Instance, _ => Found)).ShouldBe(LoadOutcome.NoMatch.Instance);

        _asked.ShouldBe(["0:x"]);
    }

    [Fact]
    public async Task A_redirect_begins_anew_with_all_sources()
    {
        var outcome = await ResolveAsync(
            "x",
            identifier => identifier == "y" ? Found : LoadOutcome.Declined.Instance,
            _ => new LoadOutcome.Redirect("y"));

        outcome.ShouldBe(Found);
        _asked.ShouldBe(["0:x", "1:x", "0:y"]);
    }

    [Fact]
    public async Task Five_rounds_are_enough()
    {
        (await ResolveAsync("x", identifier => new LoadOutcome.Redirect(identifier + "x"))).ShouldBe(LoadOutcome.NoMatch.Instance);

        _asked.Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_real_reason_of_a_failure_is_kept()
    {
        var cause = new IOException("socket");
        var reason = new TrackLoadException("No.", LoadSeverity.Suspicious, cause);

        (await ResolveAsync("x", _ => throw reason, _ => Found)).ShouldBe(new LoadOutcome.Failed(reason));
    }

    [Fact]
    public async Task A_fault_is_called_one()
    {
        var cause = new InvalidOperationException("bug");

        var reason = (await ResolveAsync("x", _ => throw cause)).ShouldBeOfType<LoadOutcome.Failed>().Reason;

        (reason.Message, reason.Severity, reason.InnerException).ShouldBe(("bug", LoadSeverity.Fault, cause));
    }

    [Theory]
    [InlineData("Unknown title", "List's")]
    [InlineData("Own", "Own")]
    public async Task The_title_of_a_list_is_for_tracks_without_one(string own, string shown)
    {
        var outcome = await ResolveAsync("x", identifier => identifier switch
        {
            "x" => new LoadOutcome.Redirect("y", "List's"),
            "y" => new LoadOutcome.Redirect("z"),
            _ => new LoadOutcome.Track(Found.Item with { Title = own }),
        });

        outcome.ShouldBeOfType<LoadOutcome.Track>().Item.Title.ShouldBe(shown);
    }

    private Task<LoadOutcome> ResolveAsync(string identifier, params Func<string, LoadOutcome>[] answers)
    {
        var sources = answers.Select((answer, number) => new Source(number.ToString(), asked =>
        {
            _asked.Add($"{number}:{asked}");
            return answer(asked);
        }));
        return new TrackResolver([.. sources]).ResolveAsync(identifier, TestContext.Current.CancellationToken).AsTask();
    }

    private sealed class Source(string name, Func<string, LoadOutcome> answer) : ITrackSource
    {
        public string Name => name;

        public ValueTask<LoadOutcome> LoadAsync(string identifier, CancellationToken cancellationToken) => ValueTask.FromResult(answer(identifier));
    }
}
