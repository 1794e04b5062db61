namespace Fabric.Media.Containers.Tags;

/// <summary>ID3's escaping, which keeps what looks like the beginning of an MPEG frame out of a tag: FF 00 stands for FF.</summary>
internal static class Unsynchronisation
{
    public static byte[] Undo(ReadOnlySpan<byte> escaped)
    {
        var plain = new byte[escaped.Length];
        var length = 0;
        for (var index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] != 0 || index == 0 || escaped[index - 1] != 0xFF)
            {
                plain[length++] = escaped[index];
            }
        }

        return plain[..length];
    }
}
