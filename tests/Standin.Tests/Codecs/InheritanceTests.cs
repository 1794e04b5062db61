namespace Fabric.Standin.Tests.Codecs;

public sealed class InheritanceTests
{
    [Fact]
    public void Derived_types_arrive_where_their_abstract_base_is_declared()
    {
        Wire.RoundTrip<Shape>(new Circle(2.5) { Name = "c" }).ShouldBe(new Circle(2.5) { Name = "c" });
    }

    [Fact]
    public void Each_level_has_ids_of_its_own()
    {
        var original = new DottedCircle(1, 12) { Name = "d" };
        original.Hide(77);

        var read = Wire.RoundTrip<Circle>(original).ShouldBeOfType<DottedCircle>();

        (read.Radius, read.Dots, read.Name, read.RevealSecret()).ShouldBe((1, 12, "d", 77));
    }

    [Fact]
    public void Members_of_a_generic_base_arrive()
    {
        var read = Wire.RoundTrip(TextHolder.Of("four"));

        (read.Held, read.Size).ShouldBe(("four", 4));
    }

    [Fact]
    public void Copies_keep_the_actual_type()
    {
        var original = new DottedCircle(1, 12) { Name = "d" };
        original.Hide(77);

        var copy = Wire.Copy<Shape>(original);

        copy.ShouldNotBeSameAs(original);
        copy.ShouldBe(original);
        copy.RevealSecret().ShouldBe(77);
    }
}
