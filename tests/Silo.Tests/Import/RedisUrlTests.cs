using Fabric.Silo.Import;

namespace Fabric.Silo.Tests.Import;

public sealed class RedisUrlTests
{
    [Theory]
    [InlineData("redis://cache", "cache", 6379, false, null, null, 0)]
    [InlineData("redis://cache:7000/3", "cache", 7000, false, null, null, 3)]
    [InlineData("rediss://user:p%40ss%3Aword@cache/", "cache", 6379, true, "user", "p@ss:word", 0)]
    [InlineData("redis://:secret@127.0.0.1:6380", "127.0.0.1", 6380, false, null, "secret", 0)]
    [InlineData("redis://secret@[::1]:6380", "::1", 6380, false, null, "secret", 0)]
    public void Reads_a_url(string text, string host, int port, bool isTls, string? user, string? password, int database) =>
        RedisUrl.Parse(text, "--redis").ShouldBe(
            new RedisUrl { Host = host, Port = port, IsTls = isTls, User = user, Password = password, Database = database });

    [Theory]
    [InlineData("")]
    [InlineData("localhost:6379")]
    [InlineData("http://localhost")]
    [InlineData("redis://")]
    [InlineData("redis://host/name")]
    [InlineData("redis://host/-1")]
    [InlineData("redis://host:99999")]
    [InlineData("redis://:secret@host?db=1")]
    public void Refuses_anything_else_without_showing_it(string text)
    {
        var failure = Should.Throw<ImportException>(() => RedisUrl.Parse(text, "--redis"));

        failure.Message.ShouldBe("--redis is no Redis URL: it must be redis://[user:password@]host[:port][/database], or rediss:// for TLS.");
    }

    [Fact]
    public void Prints_without_the_password() =>
        RedisUrl.Parse("redis://user:secret@cache:7000/3", "--redis").ToString().ShouldBe("Redis at cache:7000");
}
