using System.Buffers;
using System.Globalization;
using Fabric.Edge.Lanyard.Hub;

namespace Fabric.Edge.Lanyard.Events;

/// <summary>Writes server-sent events (WHATWG HTML §9.2.5): the presence's own bytes, with a few around them.</summary>
internal static class LanyardEventText
{
    private const int LongestNumber = 20;

    public static ReadOnlySpan<byte> InitState => "INIT_STATE"u8;

    public static ReadOnlySpan<byte> PresenceUpdate => "PRESENCE_UPDATE"u8;

    /// <summary>A line that clients skip.</summary>
    public static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <summary>Writes a presence as an event.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="update">The presence; its version is the event's id.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> name, PresenceUpdate update)
    {
        output.Write("id: "u8);
        var number = output.GetSpan(LongestNumber);
        update.Version.TryFormat(number, out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\nevent: "u8);
        output.Write(name);
        output.Write("\ndata: "u8);
        WriteLine(output, update.Json.Span);
        output.Write("\n\n"u8);
    }

    /// <summary>What Discord sent may have line breaks, between JSON's tokens alone: a space does there as well.</summary>
    private static void WriteLine(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        for (var end = json.IndexOfAny("\r\n"u8); end >= 0; end = json.IndexOfAny("\r\n"u8))
        {
            output.Write(json[..end]);
            output.Write(" "u8);
            json = json[(end + 1)..];
        }

        output.Write(json);
    }
}
