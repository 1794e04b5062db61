using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabric.Protocol.Json;

namespace Fabric.Protocol.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("é € \U0001F33F <&>'+/", "é € \U0001F33F <&>'+/")]
    [InlineData("\"\\\b\t\n\f\r", "\\\"\\\\\\b\\t\\n\\f\\r")]
    [InlineData("\0\u001f\u007f\u2028", "\\u0000\\u001F\u007f\u2028")]
    [InlineData("", "")]
    public void A_string_is_escaped_where_JSON_asks_for_it(string text, string written) =>
        Written(json => JsonText.WriteString(json, text)).ShouldBe($"\"{written}\"");

    [Fact]
    public void A_long_string_is_written_like_a_short_one()
    {
        var text = string.Concat(Enumerable.Repeat("\u0001\U0001F33F\"", 5_000));

        JsonSerializer.Deserialize<string>(Written(json => JsonText.WriteString(json, text))).ShouldBe(text);
    }

    [Fact]
    public void Half_a_character_is_replaced() => Written(static json => JsonText.WriteString(json, "half \ud83c\"")).ShouldBe("\"half \ufffd\\\"\"");

    [Fact]
    public void No_string_is_null() => Written(static json => JsonText.WriteString(json, text: null)).ShouldBe("null");

    [Theory]
    [InlineData(1f, "1.0")]
    [InlineData(-0.25f, "-0.25")]
    [InlineData(0.1f, "0.1")]
    [InlineData(0.3333333333f, "0.33333334")]
    [InlineData(0f, "0.0")]
    [InlineData(220f, "220.0")]
    [InlineData(float.MaxValue, "3.4028235E+38")]
    public void A_float_is_the_shortest_text_with_a_fraction(float value, string text) =>
        Written(json => WriteObject(json, value)).ShouldBe($$"""{"a":{{text}}}""");

    [Theory]
    [InlineData(1, "1.0")]
    [InlineData(0.3333333333, "0.3333333333")]
    [InlineData(double.MinValue, "-1.7976931348623157E+308")]
    [InlineData(double.Epsilon, "5E-324")]
    public void A_double_is_the_shortest_text_with_a_fraction(double value, string text) =>
        Written(json => WriteObject(json, value)).ShouldBe($$"""{"a":{{text}}}""");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_JSON_has_not_is_refused(double value) =>
        Should.Throw<ArgumentException>(() => Written(json => WriteObject(json, value)));

    private static void WriteObject<T>(Utf8JsonWriter json, T value)
        where T : System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        json.WriteStartObject();
        JsonText.WriteFraction(json, "a"u8, value);
        json.WriteEndObject();
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
