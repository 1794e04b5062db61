namespace Fabric.Standin.Tests.Codecs;

public sealed class MalformedMessageTests
{
    private const int Mutations = 20_000;

    [Fact]
    public void A_truncated_message_is_refused_wherever_it_is_cut()
    {
        var bytes = Wire.Write(Note.Sample());

        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<InvalidDataException>(() => Read<Note>(bytes.AsSpan(0, length).ToArray()), $"cut at {length}");
        }
    }

    [Fact]
    public void An_abstract_type_in_a_message_is_refused()
    {
        var bytes = Wire.Write(new ProfileV3());

        Should.Throw<InvalidDataException>(() => Read<Shape>(bytes));
    }

    [Fact]
    public void A_block_longer_than_the_message_is_refused()
    {
        var bytes = Wire.Write(new UserId(1));
        bytes[1] = 200;

        Should.Throw<InvalidDataException>(() => Read<UserId>(bytes));
    }

    [Fact]
    public void A_mutated_message_is_read_or_refused_and_never_worse()
    {
        var random = new Random(20_26);
        byte[][] messages =
        [
            Wire.Write(Note.Sample()),
            Wire.Write<Shape>(new DottedCircle(1, 2)),
            Wire.Write(new Member("ann", Color.Red, [1, 2, 3])),
            Wire.Write<object>(new BannedException(DateTimeOffset.UnixEpoch, null)),
            Wire.Write(Page<UserId, string>.Of(new UserId(1), "x")),
        ];

        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var bytes = Mutate(messages[mutation % messages.Length], random);
            if (Record.Exception(() => ReadAs(mutation % messages.Length, bytes)) is { } exception)
            {
                IsRefusal(exception).ShouldBeTrue($"{Convert.ToHexString(bytes)}: {exception}");
            }
        }
    }

    private static byte[] Mutate(byte[] message, Random random)
    {
        var bytes = message.AsSpan(0, random.Next(4) == 0 ? random.Next(message.Length) : message.Length).ToArray();
        for (var change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static void ReadAs(int kind, byte[] bytes)
    {
        switch (kind)
        {
            case 0: Read<Note>(bytes); break;
            case 1: Read<Shape>(bytes); break;
            case 2: Read<Member>(bytes); break;
            case 3: Read<object>(bytes); break;
            default: Read<Page<UserId, string>>(bytes); break;
        }
    }

    // Values that are well-formed and impossible: a date out of range, a key that is there twice, a number too large for its member.
    private static bool IsRefusal(Exception exception) =>
        exception is InvalidDataException or ArgumentException or OverflowException or FormatException;

    private static void Read<T>(byte[] bytes)
    {
        var reader = new MessageReader(bytes);
        Orleans.StandIn.Codecs.Get<T>().Read(ref reader);
    }
}
