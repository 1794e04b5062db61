using System.Text;
using Fabric.Silo.Import;

namespace Fabric.Silo.Tests.Import;

public sealed class RespReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Reads_replies_of_both_versions_cut_anywhere(int pieceLength)
    {
        using var stream = new Pieces(
            "+OK\r\n-ERR no\r\n:-42\r\n$5\r\na\r\nbc\r\n$0\r\n\r\n$-1\r\n*-1\r\n*2\r\n*1\r\n:1\r\n$1\r\nx\r\n"
            + "%1\r\n+k\r\n#t\r\n~1\r\n_\r\n>2\r\n+message\r\n+x\r\n|1\r\n+ttl\r\n:1\r\n,1.5\r\n=7\r\ntxt:abc\r\n!3\r\nBAD\r\n(123\r\n",
            pieceLength);
        var reader = new RespReader(stream);
        var seen = new List<string>();

        for (var count = 0; count < 14; count++)
        {
            seen.Add(Show(await reader.ReadAsync(TestContext.Current.CancellationToken)));
        }

        seen.ShouldBe(["+OK", "-ERR no", ":-42", "a\r\nbc", "", "null", "null", "[[:1] x]", "[+k :1]", "[null]", "+1.5", "abc", "-BAD", "+123"]);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\r\n")]
    [InlineData(":one\r\n")]
    [InlineData("$3\r\nabcd\r\n")]
    [InlineData("$99999999999999999999\r\n")]
    [InlineData("*1000001\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")]
    public async Task Refuses_what_is_not_the_protocol(string text)
    {
        using var stream = new Pieces(text, 1000);
        var reader = new RespReader(stream);

        await Should.ThrowAsync<InvalidDataException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refuses_a_line_without_end()
    {
        using var stream = new Pieces("+" + new string('a', 100_000), 1000);
        var reader = new RespReader(stream);

        await Should.ThrowAsync<InvalidDataException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+OK")]
    [InlineData("$5\r\nab")]
    [InlineData("*2\r\n:1\r\n")]
    public async Task Says_that_the_connection_ended(string text)
    {
        using var stream = new Pieces(text, 1000);
        var reader = new RespReader(stream);

        await Should.ThrowAsync<EndOfStreamException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Passes_over_bytes_that_are_too_many_and_goes_on_behind_them()
    {
        using var stream = new Pieces($"*2\r\n$200000\r\n{new string('a', 200_000)}\r\n$1\r\nb\r\n+OK\r\n", 1000);
        var reader = new RespReader(stream, maxBulkBytes: 100);

        var list = (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeOfType<RespValue.List>();
        var next = await reader.ReadAsync(TestContext.Current.CancellationToken);

        list.Items[0].ShouldBe(new RespValue.TooLarge(200_000));
        Show(list.Items[1]).ShouldBe("b");
        Show(next).ShouldBe("+OK");
    }

    private static string Show(RespValue value) => value switch
    {
        RespValue.Simple simple => $"+{simple.Text}",
        RespValue.Error error => $"-{error.Text}",
        RespValue.Number number => $":{number.Value}",
        RespValue.Bulk bulk => bulk.Text,
        RespValue.List list => $"[{string.Join(' ', list.Items.Select(Show))}]",
        RespValue.Null => "null",
        _ => value.ToString(),
    };

    /// <summary>Gives its bytes a few at a time.</summary>
    private sealed class Pieces(string text, int length) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > length ? buffer[..length] : buffer, cancellationToken);
    }
}
