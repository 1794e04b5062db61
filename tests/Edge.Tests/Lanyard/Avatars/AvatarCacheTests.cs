using Fabric.Edge.Lanyard.Avatars;

namespace Fabric.Edge.Tests.Lanyard.Avatars;

public sealed class AvatarCacheTests
{
    private const int Size = 10_000;

    private readonly AvatarCache _cache = new(3 * Image().Weight);

    [Fact]
    public void What_was_not_asked_for_the_longest_goes_first()
    {
        _cache.Keep("a", Image());
        _cache.Keep("b", Image());
        _cache.Keep("c", Image());
        _cache.Find("a").ShouldNotBeNull();

        _cache.Keep("d", Image());

        _cache.Find("b").ShouldBeNull();
        new[] { "a", "c", "d" }.ShouldAllBe(path => _cache.Find(path) != null);
    }

    [Fact]
    public void The_bound_holds_whatever_is_kept()
    {
        for (var i = 0; i < 1000; i++)
        {
            _cache.Keep($"{i % 17}", Image(i * 37 % Size));
            _cache.Bytes.ShouldBeInRange(1, 3 * Image().Weight);
        }

        for (var i = 0; i < 17; i++)
        {
            _cache.Drop($"{i}");
        }

        _cache.Bytes.ShouldBe(0);
    }

    [Fact]
    public void What_is_larger_than_the_bound_is_not_kept_and_displaces_only_its_older_self()
    {
        _cache.Keep("a", Image());
        _cache.Keep("b", Image());

        _cache.Keep("a", Image(4 * Size));

        _cache.Find("a").ShouldBeNull();
        _cache.Find("b").ShouldNotBeNull();
    }

    private static Avatar Image(int size = Size) => new() { Status = 200, Body = new byte[size], FetchedAt = 0, Lifetime = TimeSpan.FromDays(1) };
}
