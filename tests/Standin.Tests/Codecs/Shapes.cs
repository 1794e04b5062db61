namespace Fabric.Standin.Tests.Codecs;

[GenerateSerializer]
[Alias("sample.shape")]
internal abstract record Shape
{
    [Id(0)]
    public string Name { get; init; } = "shape";

    [Id(1)]
    private int Secret { get; set; }

    public int RevealSecret() => Secret;

    public void Hide(int secret) => Secret = secret;
}

[GenerateSerializer]
[Alias("sample.circle")]
internal record Circle([property: Id(0)] double Radius) : Shape;

[GenerateSerializer]
[Alias("sample.dotted-circle")]
internal sealed record DottedCircle(double Radius, [property: Id(0)] int Dots) : Circle(Radius);

[GenerateSerializer]
[Alias("sample.holder")]
internal class Holder<T>
{
    [Id(0)]
    public T? Held { get; protected set; }
}

[GenerateSerializer]
[Alias("sample.text-holder")]
internal sealed class TextHolder : Holder<string>
{
    [Id(0)]
    public int Size { get; set; }

    public static TextHolder Of(string text) => new() { Held = text, Size = text.Length };
}
