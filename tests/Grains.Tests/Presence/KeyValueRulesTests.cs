using System.Globalization;
using Fabric.Abstractions.Presence;
using Fabric.Grains.Presence;

namespace Fabric.Grains.Tests.Presence;

public sealed class KeyValueRulesTests
{
    private const string Family = "👨‍👩‍👧‍👦";

    private static readonly Dictionary<string, string> Empty = [];

    private static Dictionary<string, string> Full => Enumerable.Range(0, KeyValueRules.MostKeys)
        .ToDictionary(static index => string.Create(CultureInfo.InvariantCulture, $"key{index}"), static _ => "", StringComparer.Ordinal);

    [Theory]
    [InlineData("a", KeyValueOutcome.Done)]
    [InlineData("Az09_", KeyValueOutcome.Done)]
    [InlineData("bad-key", KeyValueOutcome.KeyInvalid)]
    [InlineData("", KeyValueOutcome.KeyInvalid)]
    [InlineData("newline\n", KeyValueOutcome.KeyInvalid)]
    [InlineData("ключ", KeyValueOutcome.KeyInvalid)]
    public void Keys_are_letters_digits_and_underscores(string key, KeyValueOutcome outcome) =>
        KeyValueRules.CheckPut(Empty, key, "").ShouldBe(outcome);

    [Fact]
    public void A_key_has_255_characters_at_most()
    {
        KeyValueRules.CheckPut(Empty, new string('k', 255), "").ShouldBe(KeyValueOutcome.Done);
        KeyValueRules.CheckPut(Empty, new string('k', 256), "").ShouldBe(KeyValueOutcome.KeyTooLong);
        KeyValueRules.CheckPut(Empty, new string('-', 256), "").ShouldBe(KeyValueOutcome.KeyTooLong, "the length is looked at first");
    }

    [Fact]
    public void A_value_has_30000_characters_as_people_count_them()
    {
        KeyValueRules.CheckPut(Empty, "k", new string('v', 30_000)).ShouldBe(KeyValueOutcome.Done);
        KeyValueRules.CheckPut(Empty, "k", new string('v', 30_001)).ShouldBe(KeyValueOutcome.ValueTooLong);
        KeyValueRules.CheckPut(Empty, "k", string.Concat(Enumerable.Repeat(Family, 30_000))).ShouldBe(KeyValueOutcome.Done);
        KeyValueRules.CheckPut(Empty, "k", string.Concat(Enumerable.Repeat(Family, 30_001))).ShouldBe(KeyValueOutcome.ValueTooLong);
    }

    [Fact]
    public void One_more_key_than_the_limit_is_refused_before_anything_else_and_one_that_is_there_is_not()
    {
        KeyValueRules.CheckPut(Full, "new", "").ShouldBe(KeyValueOutcome.TooManyKeys);
        KeyValueRules.CheckPut(Full, "bad-key", "").ShouldBe(KeyValueOutcome.TooManyKeys);
        KeyValueRules.CheckPut(Full, "key7", "other").ShouldBe(KeyValueOutcome.Done);
    }

    [Fact]
    public void Of_many_the_pairs_are_looked_at_before_the_count()
    {
        KeyValueRules.CheckMerge(Full, [new("key1", "x"), new("key2", "y")]).ShouldBe(KeyValueOutcome.Done);
        KeyValueRules.CheckMerge(Full, [new("key1", "x"), new("new", "y")]).ShouldBe(KeyValueOutcome.TooManyKeys);
        KeyValueRules.CheckMerge(Full, [new("new", "y"), new("bad-key", "x")]).ShouldBe(KeyValueOutcome.KeyInvalid);
        KeyValueRules.CheckMerge(Full, []).ShouldBe(KeyValueOutcome.Done);
    }

    [Fact]
    public void Everything_together_fits_into_a_record_as_it_is_written_there()
    {
        var full = Enumerable.Range(0, 66).ToDictionary(static index => $"key{index}", static _ => new string('v', 30_000), StringComparer.Ordinal);

        KeyValueRules.CheckPut(full, "small", "v").ShouldBe(KeyValueOutcome.Done);
        KeyValueRules.CheckPut(full, "large", new string('v', 30_000)).ShouldBe(KeyValueOutcome.TooLarge);
        KeyValueRules.CheckPut(full, "escaped", new string('\0', 5_000)).ShouldBe(KeyValueOutcome.TooLarge);
        KeyValueRules.CheckPut(full, "key1", new string('w', 30_000)).ShouldBe(KeyValueOutcome.Done, "it takes the place of another");
    }
}
