namespace Fabric.Standin.Tests.Codecs;

public sealed class VersionToleranceTests
{
    [Fact]
    public void An_old_reader_skips_members_it_does_not_know()
    {
        var newer = new ProfileV2 { Name = "ann", Tags = ["x"], Friend = new ProfileV2 { Friend = null } };

        var read = Wire.Reread<ProfileV2, ProfileV1>(newer);

        read.Name.ShouldBe("ann");
        read.Tags.ShouldBe(["x"]);
    }

    [Fact]
    public void A_new_reader_keeps_the_defaults_of_members_that_are_missing()
    {
        var read = Wire.Reread<ProfileV1, ProfileV2>(new ProfileV1 { Name = "ann", Tags = ["x"] });

        (read.Name, read.Scores["start"], read.Friend).ShouldBe(("ann", 1, null));
        read.Tags.ShouldBe(["x"]);
    }

    [Fact]
    public void Values_after_a_newer_one_are_still_found()
    {
        var newer = new List<ProfileV2> { new() { Name = "a", Friend = null }, new() { Name = "b", Friend = null } };

        var read = Wire.Reread<List<ProfileV2>, List<ProfileV1>>(newer);

        read.Select(profile => profile.Name).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_reader_without_any_of_the_members_keeps_its_defaults()
    {
        Wire.Reread<ProfileV1, ProfileV3>(new ProfileV1()).Level.ShouldBe(4);
    }

    [Fact]
    public void Positional_records_may_gain_and_lose_members()
    {
        Wire.Reread<PositionalV1, PositionalV2>(new PositionalV1(3)).ShouldBe(new PositionalV2(3, 0));
        Wire.Reread<PositionalV2, PositionalV1>(new PositionalV2(3, 4)).ShouldBe(new PositionalV1(3));
    }

    [Fact]
    public void A_base_type_may_gain_and_lose_members_without_harm_to_the_derived()
    {
        Wire.Reread<LeafV2, LeafV1>(new LeafV2 { Root = 1, Leaf = 2 }).ShouldBe(new LeafV1 { Root = 1, Leaf = 2 });
        Wire.Reread<LeafV1, LeafV2>(new LeafV1 { Root = 1, Leaf = 2 }).ShouldBe(new LeafV2 { Root = 1, Leaf = 2, Extra = "extra" });
    }
}
