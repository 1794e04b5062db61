using Fabric.Abstractions.ApiKeys;
using Fabric.Abstractions.Ids;
using Fabric.Grains.Tests.Support;

namespace Fabric.Grains.Tests.ApiKeys;

public sealed class ApiKeyTests(SharedSilo shared)
{
    private readonly UserId _user = Users.Next();

    private IKeyOwnerGrain Owner => shared.Silo.Client.GetGrain<IKeyOwnerGrain>(KeyOwnerKey.Of(_user));

    [Fact]
    public async Task A_key_is_32_hexadecimal_digits_after_the_prefix_and_another_one_each_time()
    {
        var (first, second) = (await Owner.RotateAsync(), await Owner.RotateAsync());

        first.ShouldMatch("^lnyd_[0-9a-f]{32}$");
        second.ShouldMatch("^lnyd_[0-9a-f]{32}$");
        second.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_new_key_ends_the_last()
    {
        var first = await Owner.RotateAsync();
        (await FindAsync(first)).ShouldBe(_user);

        var second = await Owner.RotateAsync();

        (await FindAsync(first)).ShouldBeNull();
        (await FindAsync(second)).ShouldBe(_user);
    }

    [Fact]
    public async Task A_key_that_nobody_has_is_nobodys() => (await FindAsync("lnyd_00000000000000000000000000000000")).ShouldBeNull();

    [Fact]
    public async Task A_key_from_elsewhere_counts_whatever_it_looks_like()
    {
        const string Legacy = "0123456789abcdef0123456789abcdef";

        await Owner.AdoptAsync(ApiKeyHash.Of(Legacy));

        (await FindAsync(Legacy)).ShouldBe(_user);
    }

    [Fact]
    public async Task The_key_itself_is_stored_nowhere()
    {
        var key = await Owner.RotateAsync();

        shared.Store.All.ShouldNotContain(record => record.Contains(key, StringComparison.Ordinal));
        shared.Store[$"key-owner/{_user}"]!.ShouldContain(ApiKeyHash.Of(key).Value);
    }

    [Fact]
    public async Task Where_the_new_key_cannot_be_stored_the_old_one_counts_on()
    {
        var key = await Owner.RotateAsync();
        shared.Store.FailNext($"key-owner/{_user}");

        await Should.ThrowAsync<Exception>(Owner.RotateAsync);

        (await FindAsync(key)).ShouldBe(_user);
    }

    private Task<UserId?> FindAsync(string key) => shared.Silo.Client.GetGrain<IApiKeyGrain>(ApiKeyKey.Of(ApiKeyHash.Of(key))).FindOwnerAsync();
}
