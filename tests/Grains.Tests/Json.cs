using System.Text;

namespace Fabric.Grains.Tests;

/// <summary>JSON as the product handles it: UTF-8 bytes.</summary>
internal static class Json
{
    public static ReadOnlyMemory<byte> Utf8(string json) => Encoding.UTF8.GetBytes(json);

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    /// <summary>An array in which an array holds an array, and so on.</summary>
    public static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
