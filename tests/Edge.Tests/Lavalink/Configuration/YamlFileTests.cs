using Fabric.Edge.Composition;
using Fabric.Edge.Lavalink.Configuration;

namespace Fabric.Edge.Tests.Lavalink.Configuration;

public sealed class YamlFileTests
{
    private const int Mutations = 2000;

    /// <summary>One in so many is read with all that belongs to it.</summary>
    private const int WholeReading = 4;

    [Theory]
    [InlineData("a:\n  b:\n    - c: 1\n    - d\n", "a.b[0].c=1 a.b[1]=d")]
    [InlineData("{a: [x, [y]], b: {}, c: []}", "a[0]=x a[1][0]=y b= c=")]
    [InlineData("a.b: 1\na:\n  c: 2\n", "a.b=1 a.c=2")]
    [InlineData("a: null\nb: ~\nc:\nd: 'null'\ne: \"\"\n", "a= b= c= d=null e=")]
    [InlineData("a: &x {b: 1, c: 2}\nd: *x\ne: {<<: *x, c: 3}\nf: {<<: [*x, {g: 4, b: 5}]}\n", "a.b=1 a.c=2 d.b=1 d.c=2 e.c=3 e.b=1 f.b=1 f.c=2 f.g=4")]
    [InlineData("a: 0123\nb: yes\nc: 1_000\n", "a=0123 b=yes c=1_000")]
    [InlineData("a: |\n  x\n  y\nb: >-\n  x\n  y\n", "a=x\ny\n b=x y")]
    [InlineData("", "")]
    [InlineData("# nothing\n", "")]
    public void Keys_are_flattened(string text, string expected) =>
        string.Join(' ', Read(text).SelectMany(static document => document).Select(static entry => $"{entry.Key}={entry.Value}")).ShouldBe(expected);

    [Fact]
    public void Every_document_is_read_by_itself()
    {
        var documents = Read("a: 1\n---\na: 2\nb: 3\n...\n---\n");

        documents.Select(static document => document.Count).ShouldBe([1, 2, 0]);
        documents[1][0].ShouldBe(new SettingEntry("a", "2", "x.yml:3"));
    }

    [Theory]
    [InlineData("a:\n\tb: 1\n", "x.yml, line 2, column 1: not usable as YAML: indented by a tab; YAML wants spaces.")]
    [InlineData("a: 1\n\tb: 1\n", "x.yml, line 2, column 1: not usable as YAML: indented by a tab; YAML wants spaces.")]
    [InlineData("\ta: 1\n", "x.yml, line 1, column 2: not usable as YAML: indented by a tab; YAML wants spaces.")]
    [InlineData("a: b: c\n", "x.yml, line 1, column 5: ")]
    [InlineData("a: [1, 2\nb: 3", "x.yml, line 1, column 6: not usable as YAML: from here on it cannot be understood.")]
    [InlineData("a: \"\\UFFFFFFFF\"\n", "x.yml, line 1, column 2: not usable as YAML: from here on it cannot be understood.")]
    [InlineData("a: 'x\nb: 2\n", "x.yml, line 1, column 4: ")]
    [InlineData("a: 1\na: 2\n", "x.yml, line 2, column 1: not usable as YAML: the key is there a second time.")]
    [InlineData("a: *b\n", "x.yml, line 1, column 4: not usable as YAML: an alias (*name) of something that is not there before it; a text that begins with * needs quotes.")]
    [InlineData("a: &b [*b]\n", "x.yml, line 1, column 8: not usable as YAML: an alias")]
    [InlineData("a: @b\n", "x.yml, line 1, column 4: ")]
    [InlineData("? [a]\n: b\n", "x.yml, line 1, column 3: not usable as YAML: a key must be a text.")]
    [InlineData("- a\n- b\n", "x.yml, line 1: keys with values are expected, as in 'server:', and there is something else.")]
    [InlineData("just a text\n", "x.yml, line 1: keys with values are expected")]
    [InlineData("a: {<<: b}\n", "x.yml, line 1: << takes the keys of a map, and this is none.")]
    public void What_cannot_be_read_is_told_with_its_place(string text, string beginning)
    {
        var refusal = Should.Throw<SettingException>(() => Read(text));

        refusal.Message.ShouldStartWith(beginning);
        refusal.Message.ShouldNotContain('\n');
    }

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Should.Throw<SettingException>(() => Read("a: " + new string('[', 100_000))).Message.ShouldEndWith("nested more than 64 deep.");

    [Theory]
    [InlineData("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n", "a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n")]
    [InlineData("a0: &a0 {b: c}\n", "a{0}: &a{0} {{<<: [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]}}\n")]
    public void Aliases_of_aliases_do_not_grow_without_bounds(string first, string next)
    {
        var text = first + string.Concat(Enumerable.Range(1, 30).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, next, i, i - 1)));

        Should.Throw<SettingException>(() => Read(text)).Message.ShouldEndWith("it has more than 20000 keys, aliases followed.");
    }

    [Theory]
    [InlineData("password: *hunter2\n")]
    [InlineData("password: !hunter2!x y\n")]
    [InlineData("password: @hunter2\n")]
    [InlineData("password: \"hunter2\\q\"\n")]
    [InlineData("password: %hunter2\n")]
    [InlineData("password: {hunter2\n")]
    [InlineData("password: hunter2: x\n")]
    [InlineData("password: &a &hunter2 x\n")]
    [InlineData("password: | hunter2\n x\n")]
    [InlineData("password: 'hunter2\n")]
    public void A_refusal_does_not_quote_a_password(string text) => Should.Throw<SettingException>(() => Read(text)).Message.ShouldNotContain("hunter2");

    [Fact]
    public void Damaged_text_is_read_or_refused_in_one_line()
    {
        var first = Environment.TickCount;
        var refused = 0;
        for (var seed = first; seed != first + Mutations; seed++)
        {
            var text = YamlMutation.Of(Sample.Yaml + YamlMutation.Tail, seed);
            try
            {
                if (seed % WholeReading == 0)
                {
                    ReadAsAWhole(text);
                }

                YamlFile.Read(text, "x.yml").ShouldNotBeNull();
            }
            catch (SettingException exception)
            {
                refused++;
                exception.Message.ShouldStartWith("x.yml, line ", customMessage: $"seed {seed}");
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}", exception);
            }
        }

        refused.ShouldBeInRange(Mutations / 10, Mutations * 9 / 10, $"seeds from {first}");
    }

    /// <summary>What the start of the program makes of it, which must not throw.</summary>
    private static void ReadAsAWhole(string text)
    {
        using var scene = new ConfigurationScene().Yaml(text);
        var settings = scene.Read();
        settings.Bind(new LavalinkOptions());
        settings.Problems.Concat(settings.Warnings).Any(static line => line.Contains('\n')).ShouldBeFalse();
    }

    private static IReadOnlyList<IReadOnlyList<SettingEntry>> Read(string text) => YamlFile.Read(text, "x.yml");
}
