using System.Diagnostics;
using Fabric.Media.Containers;
using Fabric.Media.Tests.Support;
using Fabric.Media.Tracks;

namespace Fabric.Media.Tests.Containers;

public sealed class FuzzTests(Samples samples)
{
    private const long Budget = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Numbers that programs do not expect.</summary>
    private static readonly byte[][] Numbers =
    [
        [0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF],
        [0x80, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 1],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    private static readonly string[] Texts =
    [
        "#EXTM3U\n#EXTINF:-1,Radio\nhttp://radio.example/a\n",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n",
        "[playlist]\nFile1=http://radio.example/a\nTitle1=Radio\n",
        "https://radio.example/a",
        "ID3\u0003\0\u0080\0\0\u0010\0TIT2\0\0\0\u0009\0\0\u0001\u00FF\0\u00FEA\0B\0C\0",
    ];

    [Fact]
    public Task Survives_whatever_is_in_a_file() => SurviveAsync(cases: 8_000, seed: 20_260);

    [Fact]
    [Trait("Category", "Long")]
    public Task Survives_100000_cases_of_whatever_is_in_a_file() => SurviveAsync(cases: 100_000, seed: Environment.TickCount);

    private async Task SurviveAsync(int cases, int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        var originals = Originals();
        for (var number = 0; number < cases; number++)
        {
            var input = Mutate(originals, chance);
            var source = new MemoryByteSource(input, canSeek: chance.Next(2) == 0, knowsLength: chance.Next(2) == 0, pieces: 1 + chance.Next(5000));
            var clock = Stopwatch.StartNew();
            try
            {
                await ContainerDetector.DetectAsync(source, new ProbeHints(IsHttp: chance.Next(2) == 0), TestContext.Current.CancellationToken, Budget);
            }
            catch (TrackLoadException failure) when (failure.Severity == LoadSeverity.Common)
            {
                failure.Message.ShouldNotBeEmpty();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}, case {number}: {Convert.ToBase64String(input)}", failure);
            }

            source.Taken.ShouldBeLessThanOrEqualTo(Budget, $"Seed {seed}, case {number}.");
            clock.Elapsed.ShouldBeLessThan(Limit, $"Seed {seed}, case {number}.");
        }
    }

    /// <summary>The beginnings of the samples with their ends: what is between them is audio, which no probe looks at.</summary>
    private byte[][] Originals() =>
    [
        .. Samples.Names.Select(samples.BytesOf).Select(static bytes => bytes.Length <= 8192 ? bytes : (byte[])[.. bytes[..6144], .. bytes[^2048..]]),
        .. Texts.Select(System.Text.Encoding.Latin1.GetBytes),
    ];

    private static byte[] Mutate(byte[][] originals, Random chance)
    {
        var bytes = (byte[])originals[chance.Next(originals.Length)].Clone();
        switch (chance.Next(8))
        {
            case 0:
                return bytes[..chance.Next(bytes.Length)];
            case 1:
                chance.NextBytes(bytes.AsSpan(chance.Next(bytes.Length)));
                return bytes;
            case 2:
                var other = originals[chance.Next(originals.Length)];
                return [.. bytes[..chance.Next(bytes.Length)], .. other[chance.Next(other.Length)..]];
            default:
                Disturb(bytes, chance);
                return bytes;
        }
    }

    /// <summary>Most of what a probe looks at stands at the beginning, so that most of the changes are there.</summary>
    private static void Disturb(byte[] bytes, Random chance)
    {
        for (var changes = 1 + chance.Next(12); changes > 0; changes--)
        {
            var at = chance.Next(chance.Next(3) == 0 ? bytes.Length : Math.Min(bytes.Length, 512));
            var number = Numbers[chance.Next(Numbers.Length)].AsSpan();
            if (chance.Next(2) == 0)
            {
                bytes[at] = (byte)chance.Next(256);
            }
            else
            {
                number[..Math.Min(number.Length, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
            }
        }
    }
}
