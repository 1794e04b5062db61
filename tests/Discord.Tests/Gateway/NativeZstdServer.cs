using System.Runtime.InteropServices;
using System.Text;

namespace Fabric.Discord.Tests.Gateway;

/// <summary>Compresses as Discord does, with the machine's own libzstd: one Zstandard frame, flushed after each message.</summary>
internal sealed partial class NativeZstdServer : IDisposable
{
    private const string Library = "libzstd.so.1";
    private const int Flush = 1;
    private const int WindowLogParameter = 101;
    private const int Slack = 64 * 1024;

    private readonly nint _stream = CreateCStream();

    /// <summary>Begins the frame.</summary>
    /// <param name="windowLog">The power of two of how far the encoder looks back; null for its own choice.</param>
    public NativeZstdServer(int? windowLog = null)
    {
        if (windowLog is { } log)
        {
            ThrowOnError(SetParameter(_stream, WindowLogParameter, log));
        }
    }

    /// <summary>Whether the machine has the library.</summary>
    public static bool IsPresent
    {
        get
        {
            var found = NativeLibrary.TryLoad(Library, out var handle);
            if (found)
            {
                NativeLibrary.Free(handle);
            }

            return found;
        }
    }

    public unsafe byte[] Compress(string message)
    {
        var input = Encoding.UTF8.GetBytes(message);
        var output = new byte[input.Length + Slack];
        fixed (byte* from = input, to = output)
        {
            var source = new Buffer { Start = (nint)from, Size = (nuint)input.Length };
            var target = new Buffer { Start = (nint)to, Size = (nuint)output.Length };
            var left = CompressStream(_stream, ref target, ref source, Flush);
            ThrowOnError(left);
            left.ShouldBe((nuint)0, "room enough for all of it");
            return output[..(int)target.Position];
        }
    }

    public void Dispose() => _ = FreeCStream(_stream);

    private static void ThrowOnError(nuint code)
    {
        if (IsError(code) != 0)
        {
            throw new InvalidOperationException($"libzstd failed with {(nint)code}.");
        }
    }

    [LibraryImport(Library, EntryPoint = "ZSTD_createCStream")]
    private static partial nint CreateCStream();

    [LibraryImport(Library, EntryPoint = "ZSTD_freeCStream")]
    private static partial nuint FreeCStream(nint stream);

    [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_setParameter")]
    private static partial nuint SetParameter(nint stream, int parameter, int value);

    [LibraryImport(Library, EntryPoint = "ZSTD_compressStream2")]
    private static partial nuint CompressStream(nint stream, ref Buffer output, ref Buffer input, int directive);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint code);

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Buffer
    {
        public nint Start;
        public nuint Size;
        public nuint Position;
    }
}
