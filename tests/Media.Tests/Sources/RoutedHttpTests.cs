using System.Net;
using Fabric.Media.Routes;
using Fabric.Media.Sources.Http;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;
using Fabric.Testing;

namespace Fabric.Media.Tests.Sources;

/// <summary>Connections that go out from addresses in turn. All of 127.0.0.0/8 is this machine's own.</summary>
public sealed class RoutedHttpTests(Samples samples) : IAsyncLifetime
{
    private readonly List<IPAddress> _callers = [];
    private readonly ManualTimeProvider _clock = new();
    private FileServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await FileServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_refused_address_is_marked_and_another_one_is_tried()
    {
        RefuseFirst(2);

        var (outcome, planner) = await LoadAsync(new RouteOptions { IpBlocks = ["127.0.1.0/28"] });

        outcome.ShouldBeOfType<LoadOutcome.Track>();
        _callers.Select(static caller => caller.ToString()).ShouldBe(["127.0.1.0", "127.0.1.1", "127.0.1.2"]);
        planner.Status.FailingAddresses.Select(static failing => failing.Address).ShouldBe(["/127.0.1.0", "/127.0.1.1"]);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(2, 3)]
    [InlineData(0, 17)]
    public async Task Tries_as_often_as_is_set(int limit, int requests)
    {
        RefuseFirst(16);

        var (outcome, _) = await LoadAsync(new RouteOptions { IpBlocks = ["127.0.1.0/27"], RetryLimit = limit });

        _callers.Count.ShouldBe(requests);
        (outcome is LoadOutcome.Track).ShouldBe(limit == 0);
    }

    [Fact]
    public async Task An_address_that_is_not_there_is_marked_and_another_one_is_tried()
    {
        RefuseFirst(0);

        var (outcome, planner) = await LoadAsync(new RouteOptions { IpBlocks = ["192.0.2.7", "127.0.1.9"] });

        outcome.ShouldBeOfType<LoadOutcome.Track>();
        _callers.ShouldBe([IPAddress.Parse("127.0.1.9")]);
        planner.Status.FailingAddresses.Single().Address.ShouldBe("/192.0.2.7");
    }

    [Fact]
    public async Task Without_a_free_address_the_load_fails()
    {
        RefuseFirst(9);

        var (outcome, _) = await LoadAsync(new RouteOptions { IpBlocks = ["127.0.1.0/31"] });

        var failure = outcome.ShouldBeOfType<LoadOutcome.Failed>().Reason;
        failure.Message.ShouldBe("Connecting to the URL failed.");
        failure.InnerException!.Message.ShouldBe("No outgoing address is free: all are failing or excluded.");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_refused_search_counts_if_that_is_set(bool counts, int failing)
    {
        var options = new RouteOptions { IpBlocks = ["127.0.1.0/28"], SearchTriggersFail = counts };
        var planner = RoutePlanners.Create(options, _clock, new Random(1)).ShouldNotBeNull();
        using var inner = new Answering(HttpStatusCode.TooManyRequests, HttpStatusCode.OK);
        using var client = new HttpMessageInvoker(new RouteHandler(planner, options, inner));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://search.example");
        request.Options.Set(RouteHandler.IsSearch, true);
        request.Options.Set(RouteHandler.LocalAddress, IPAddress.Parse("127.0.1.3"));

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        planner.Status.FailingAddresses.Count.ShouldBe(failing);
    }

    private void RefuseFirst(int count) => _server.On("/a", context =>
    {
        _callers.Add(context.Connection.RemoteIpAddress!);
        context.Response.StatusCode = _callers.Count <= count ? 429 : 200;
        return _callers.Count <= count ? Task.CompletedTask : context.Response.Body.WriteAsync(samples.BytesOf("untagged.mp3")).AsTask();
    });

    private async Task<(LoadOutcome Outcome, IRoutePlanner Planner)> LoadAsync(RouteOptions options)
    {
        var planner = RoutePlanners.Create(options, _clock, new Random(1)).ShouldNotBeNull();
        using var source = new HttpTrackSource(Patient.Options, TimeProvider.System, planner, options);
        return (await new TrackResolver([source]).ResolveAsync(_server.Url("/a"), TestContext.Current.CancellationToken), planner);
    }

    private sealed class Answering(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        private int _given;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(answers[_given++]));
    }
}
