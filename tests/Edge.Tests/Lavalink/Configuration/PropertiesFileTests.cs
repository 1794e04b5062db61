using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class PropertiesFileTests
{
    [Theory]
    [InlineData("server.port=2333\n", "server.port=2333")]
    [InlineData("  a : b c \r\nd   e\nf\n", "a=b c | d=e | f=")]
    [InlineData("# no\n! no\n\na=1\n", "a=1")]
    [InlineData("a=one, \\\n   two\nb=3\n", "a=one, two | b=3")]
    [InlineData("a=x\\\\\nb=1\n", "a=x\\ | b=1")]
    [InlineData("a\\=b=c=d\n", "a=b=c=d")]
    [InlineData("a=\\u0041\\t\\n\\q\n", "a=A\t\nq")]
    [InlineData("a.b[0]=x\na.b[1]=y", "a.b[0]=x | a.b[1]=y")]
    [InlineData("a=\\", "a=")]
    public void Lines_are_read_as_java_reads_them(string text, string expected) =>
        string.Join(" | ", Read(text).Single().Select(static entry => $"{entry.Key}={entry.Value.TrimEnd(' ')}")).ShouldBe(expected);

    [Fact]
    public void A_mark_begins_another_document_and_lines_are_known()
    {
        var documents = Read("a=1\n#---\n\na=2\\\n3\nb=4\n");

        documents.Count.ShouldBe(2);
        documents[1].ShouldBe([new SettingEntry("a", "23", "x.properties:4"), new SettingEntry("b", "4", "x.properties:6")]);
    }

    [Theory]
    [InlineData("a=1\nb=\\u12\n")]
    [InlineData("a=1\nb=\\uzzzz\n")]
    public void A_broken_code_is_told_with_its_line(string text) =>
        Should.Throw<SettingException>(() => Read(text)).Message.ShouldBe("x.properties:2: after \\u four hexadecimal digits are expected.");

    private static IReadOnlyList<IReadOnlyList<SettingEntry>> Read(string text) => PropertiesFile.Read(text, "x.properties");
}
