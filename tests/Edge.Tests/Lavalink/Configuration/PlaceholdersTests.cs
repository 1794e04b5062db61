using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class PlaceholdersTests
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["A"] = "1",
        ["B"] = "<${A}>",
        ["NAME"] = "A",
        ["EMPTY"] = "",
        ["LOOP"] = "${POOL}",
        ["POOL"] = "${LOOP}",
        ["WIDE"] = string.Concat(Enumerable.Repeat("${A}", 300)),
    };

    [Theory]
    [InlineData("no placeholder", "no placeholder")]
    [InlineData("${A}", "1")]
    [InlineData("x${A}y${B}z", "x1y<1>z")]
    [InlineData("${C:default}", "default")]
    [InlineData("${C:}", "")]
    [InlineData("${C:a:b}", "a:b")]
    [InlineData("${C:${D:${A}}}", "1")]
    [InlineData("${A:${C}}", "1")]
    [InlineData("${${NAME}}", "1")]
    [InlineData("${${C:A}:x}", "1")]
    [InlineData("${EMPTY:default}", "")]
    [InlineData("${A", "${A")]
    [InlineData("$A {A} $", "$A {A} $")]
    public void They_are_filled_in(string text, string expected) => Resolve(text).ShouldBe(expected);

    [Theory]
    [InlineData("${C}", "refers to 'C', which is not set; set it, or write a default as in ${C:...}.")]
    [InlineData("${C:${D}}", "refers to 'D', which is not set; set it, or write a default as in ${D:...}.")]
    [InlineData("${pa$$word}", "refers to something that is not set; set it, or write a default as in ${NAME:...}.")]
    [InlineData("${LOOP}", "has placeholders that stand for one another; end the circle.")]
    [InlineData("${WIDE}", "has more than 200 placeholders, those of its placeholders counted.")]
    public void What_stands_for_nothing_is_refused(string text, string message) => Should.Throw<SettingException>(() => Resolve(text)).Message.ShouldBe(message);

    private static string Resolve(string text) => new Placeholders(Known.GetValueOrDefault).Resolve(text);
}
