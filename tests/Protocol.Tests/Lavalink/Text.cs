using System.Buffers;
using System.Text;

namespace Fabric.Protocol.Tests.Lavalink;

/// <summary>JSON as text, for reading it.</summary>
internal static class Text
{
    public static string Of(Action<IBufferWriter<byte>> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
