using Fabric.Protocol.Lavalink;
using Fabric.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fabric.Protocol.Tests.Lavalink;

public sealed class TrackCodecPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 100_000;

    /// <summary>A source that adds nothing of its own (lavalink.md §5.3): what is behind the position is ignored.</summary>
    private const string WithoutDetails = "youtube";

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? "");
    private static readonly Gen<string?> NullableTexts = ArbMap.Default.GeneratorFor<string>().Select(static string? (text) => text);
    private static readonly Gen<long> Numbers = Gen.OneOf(ArbMap.Default.GeneratorFor<long>(), Gen.Elements(0L, -1, long.MaxValue, long.MinValue));

    private static readonly Gen<TrackInfo> Infos =
        from texts in Texts.Three()
        from nullable in NullableTexts.Three()
        from numbers in Numbers.Two()
        from stream in ArbMap.Default.GeneratorFor<bool>()
        from source in Gen.OneOf(Texts.Where(static text => !(text is EncodedTrack.HttpSource or EncodedTrack.LocalSource)), Gen.Elements(WithoutDetails, "spotify"))
        select new TrackInfo
        {
            Title = texts.Item1,
            Author = texts.Item2,
            Identifier = texts.Item3,
            Uri = nullable.Item1,
            ArtworkUrl = nullable.Item2,
            Isrc = nullable.Item3,
            Length = numbers.Item1,
            Position = numbers.Item2,
            IsStream = stream,
            SourceName = source,
        };

    private static readonly Gen<(TrackInfo Info, byte[] Details, long Position)> Tracks =
        from info in Infos
        from details in info.SourceName == WithoutDetails ? Gen.Constant(Array.Empty<byte>()) : ArbMap.Default.GeneratorFor<byte[]>()
        from position in Numbers
        select (info, details, position);

    [Fact]
    public void Every_track_makes_the_round_trip() => Prop.ForAll(Tracks.ToArbitrary(), static given =>
    {
        var read = TrackCodec.Decode(TrackCodec.Encode(new EncodedTrack(given.Info, given.Details)));

        return read.Info == given.Info && read.SourceDetails.Span.SequenceEqual(given.Details);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Another_position_is_the_same_as_encoding_anew() => Prop.ForAll(Tracks.ToArbitrary(), static given =>
    {
        var encoded = TrackCodec.Encode(new EncodedTrack(given.Info, given.Details));

        var moved = TrackCodec.WithPosition(encoded, given.Position);

        return moved == TrackCodec.Encode(new EncodedTrack(given.Info with { Position = given.Position }, given.Details));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Whatever_comes_is_a_track_or_refused_as_none()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var originals = TrackExamples.All.Select(Convert.FromBase64String).ToArray();
        var decoded = 0;
        for (var number = 0; number < Cases; number++)
        {
            var bytes = Spoil(originals[random.Next(originals.Length)], random);
            decoded += IsTrack(() => TrackCodec.Encode(TrackCodec.DecodeBytes(bytes))) ? 1 : 0;
            IsTrack(() => TrackCodec.WithPosition(SpoilText(Convert.ToBase64String(bytes), random), number));
        }

        decoded.ShouldBeInRange(Cases / 100, Cases);
    }

    private static bool IsTrack(Func<string> act)
    {
        try
        {
            act();
            return true;
        }
        catch (TrackDecodeException)
        {
            return false;
        }
    }

    private static byte[] Spoil(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        switch (random.Next(3))
        {
            case 0:
                random.NextBytes(bytes);
                break;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            default:
                for (var changes = random.Next(1, 5); changes > 0; changes--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                break;
        }

        return bytes;
    }

    private static string SpoilText(string text, Random random)
    {
        if (text.Length == 0 || random.Next(2) == 0)
        {
            return text;
        }

        var at = random.Next(text.Length);
        return text[..at] + (char)random.Next(random.Next(2) == 0 ? 128 : char.MaxValue) + text[(at + random.Next(2))..];
    }
}
