using System.Text;

namespace Fabric.Edge.Composition;

/// <summary>
/// How the texts of request headers are read: as UTF-8, and what is none as Latin-1. Browsers and Node.js send everything as Latin-1 that is not ASCII, such
/// as the name of a bot in Lavalink's <c>Client-Name</c>; other clients send UTF-8. Without this the web server refuses the former with 400.
/// </summary>
internal static class HeaderEncoding
{
    /// <summary>The encoding.</summary>
    public static Encoding Tolerant { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Latin1Fallback());

    private sealed class Latin1Fallback : DecoderFallback
    {
        /// <summary>The most bytes that are found to be no UTF-8 at once.</summary>
        public override int MaxCharCount => 3;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Latin1FallbackBuffer();
    }

    private sealed class Latin1FallbackBuffer : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => _bytes.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_bytes, _next) = (bytesUnknown, 0);
            return true;
        }

        public override char GetNextChar() => Remaining > 0 ? (char)_bytes[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        public override void Reset() => (_bytes, _next) = ([], 0);
    }
}
