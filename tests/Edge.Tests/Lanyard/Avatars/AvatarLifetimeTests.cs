using System.Net;
using Fabric.Edge.Lanyard.Avatars;

namespace Fabric.Edge.Tests.Lanyard.Avatars;

public sealed class AvatarLifetimeTests
{
    [Theory]
    [InlineData(200, "public, max-age=31536000", 86_400)]
    [InlineData(200, "max-age=60", 60)]
    [InlineData(200, "max-age=60, s-maxage=30", 30)]
    [InlineData(200, "max-age=0", 0)]
    [InlineData(200, null, 300)]
    [InlineData(200, "no-cache", 0)]
    [InlineData(200, "private, max-age=60", 0)]
    [InlineData(200, "no-store", 0)]
    [InlineData(404, null, 60)]
    [InlineData(404, "max-age=31536000", 60)]
    [InlineData(404, "max-age=10", 10)]
    [InlineData(429, "max-age=60", 0)]
    [InlineData(500, null, 0)]
    [InlineData(503, "public, max-age=60", 0)]
    public void Is_what_the_cdn_says_within_bounds(int status, string? cacheControl, int seconds) =>
        Of(status, cacheControl, age: null).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void What_is_old_when_it_comes_lives_that_much_shorter()
    {
        Of(200, "max-age=60", age: 50).ShouldBe(TimeSpan.FromSeconds(10));
        Of(200, "max-age=60", age: 70).ShouldBe(TimeSpan.Zero);
    }

    private static TimeSpan Of(int status, string? cacheControl, int? age)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.TryAddWithoutValidation("Cache-Control", cacheControl);
        response.Headers.Age = age is null ? null : TimeSpan.FromSeconds(age.Value);
        return AvatarLifetime.Of(response, status);
    }
}
