namespace Fabric.Edge.Tests.Lavalink.Configuration;

/// <summary>A YAML text, damaged by seed.</summary>
internal static class YamlMutation
{
    /// <summary>What the example has none of.</summary>
    public const string Tail = """


        extra: &anchor
          text: |
            one
              two
          folded: >-
            three
          list: [1, 'two', {three: "four\u0041"}]
          filled: ${NAME:${OTHER:default}}
        again:
          <<: *anchor
        ---
        server.port: ${server.address}
        """;

    private const string Marks = "\t\n :-[]{}&*!|>'\"%@`#,?\\<~$\0\r\uFEFF";

    public static string Of(string text, int seed)
    {
        var random = new Random(seed);
        var result = text.ToList();
        for (var count = 1 + random.Next(6); count > 0; count--)
        {
            var at = random.Next(result.Count);
            switch (random.Next(5))
            {
                case 0:
                    result.RemoveRange(at, Math.Min(1 + random.Next(8), result.Count - at - 1));
                    break;
                case 1:
                    result.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 2:
                    result[at] = (char)random.Next(1, 0x300);
                    break;
                case 3:
                    result.Insert(at, (char)random.Next(0xD7F0, 0xE010));
                    break;
                default:
                    result.InsertRange(at, result.GetRange(at, Math.Min(40, result.Count - at)));
                    break;
            }
        }

        return string.Concat(result);
    }
}
