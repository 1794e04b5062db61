using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Fabric.Bench.Lanyard.Clients;

/// <summary>
/// Linux's readiness calls. Thousands of clients read by one thread through them cost about one system call for each read, so that a
/// benchmark's clients leave the processor to the server.
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    private const int Add = 1;
    private const uint Readable = 1;
    private const uint EdgeTriggered = 1u << 31;
    private const int DoNotWait = 0x40;
    private const int DoNotSignal = 0x4000;
    private const int TryAgain = 11;
    private const int Interrupted = 4;
    private const int EventsAtOnce = 512;

    /// <summary>The structure of an event is packed on x86-64 alone.</summary>
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly int _descriptor = Checked(epoll_create1(0));
    private readonly byte[] _events = new byte[EventsAtOnce * 16];

    /// <summary>From now on <see cref="Wait" /> tells when the socket has something to read that it had not before.</summary>
    public void Watch(int socket, int index)
    {
        Span<byte> item = stackalloc byte[16];
        MemoryMarshal.Write(item, Readable | EdgeTriggered);
        MemoryMarshal.Write(item[(EventSize - sizeof(long))..], (long)index);
        Checked(epoll_ctl(_descriptor, Add, socket, ref MemoryMarshal.GetReference(item)));
    }

    /// <summary>Waits for sockets that can be read.</summary>
    /// <param name="ready">Is filled with their indices.</param>
    /// <param name="milliseconds">How long to wait.</param>
    public void Wait(List<int> ready, int milliseconds)
    {
        ready.Clear();
        var count = epoll_wait(_descriptor, ref _events[0], EventsAtOnce, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() != Interrupted)
        {
            Checked(count);
        }

        for (var number = 0; number < count; number++)
        {
            ready.Add((int)MemoryMarshal.Read<long>(_events.AsSpan((number * EventSize) + EventSize - sizeof(long))));
        }
    }

    /// <summary>Reads what there is: -1 when there is nothing, 0 at the end of the connection.</summary>
    public static int Receive(int socket, Span<byte> buffer)
    {
        var count = (int)recv(socket, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length, DoNotWait);
        return count >= 0 ? count : Marshal.GetLastPInvokeError() is TryAgain or Interrupted ? -1 : throw new Win32Exception();
    }

    /// <summary>Sends a few bytes, which the socket must have room for.</summary>
    public static void Send(int socket, ReadOnlySpan<byte> bytes)
    {
        if (send(socket, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, DoNotWait | DoNotSignal) != bytes.Length)
        {
            throw new Win32Exception();
        }
    }

    public void Dispose() => _ = close(_descriptor);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();

#pragma warning disable SA1300, IDE1006 // The names are the system's.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int descriptor, int operation, int socket, ref byte item);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int descriptor, ref byte events, int most, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int socket, ref byte buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint send(int socket, ref readonly byte buffer, nuint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
#pragma warning restore SA1300, IDE1006
}
