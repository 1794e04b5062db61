using Fabric.Abstractions.Ids;

namespace Fabric.Edge.Lanyard.Hub;

/// <summary>
/// Tells which users are read again and again, in a fixed amount of memory: it may forget one, but names none who was read only once.
/// Thread-safe.
/// </summary>
internal sealed class RecentReads
{
    private const int SlotBits = 13;

    /// <summary>Snowflakes differ mostly in their middle bits; multiplied by this (2^64 over the golden ratio) they differ in their highest.</summary>
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly ulong[] _users = new ulong[1 << SlotBits];

    /// <summary>Notes a read; true where it is not the user's first since <see cref="Forget" />.</summary>
    public bool IsAgain(UserId user)
    {
        ref var slot = ref _users[(user.Value * Spread) >> (64 - SlotBits)];
        var isAgain = Volatile.Read(ref slot) == user.Value;
        if (!isAgain)
        {
            Volatile.Write(ref slot, user.Value);
        }

        return isAgain;
    }

    /// <summary>Forgets all reads.</summary>
    public void Forget() => Array.Clear(_users);
}
