using Fabric.Abstractions.Ids;
using Fabric.Edge.Lanyard.Hub;

namespace Fabric.Edge.Lanyard.Socket;

/// <summary>The messages that are not changes of presences (lanyard.md §1.4, §1.6).</summary>
internal static class LanyardEvents
{
    private static readonly ReadOnlyMemory<byte> InitStateStart = ",\"t\":\"INIT_STATE\",\"d\":"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> End = "}"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> EndTwice = "}}"u8.ToArray();

    /// <summary>The first message. The interval is what Lanyard asks for; nothing checks it.</summary>
    public static LanyardMessage Hello { get; } =
        new("{\"op\":1,\"d\":{\"heartbeat_interval\":30000}}"u8.ToArray()) { IsEvent = false };

    /// <summary>The answer to Initialize for one user: the bare presence, or an empty object.</summary>
    public static LanyardMessage InitState(PresenceUpdate? presence) => new(InitStateStart, presence?.Json ?? EmptyObject, End);

    /// <summary>The answer to Initialize for several users or everybody: presences by id.</summary>
    public static LanyardMessage InitState(IReadOnlyList<PresenceUpdate> presences)
    {
        if (presences.Count == 0)
        {
            return InitState(presence: null);
        }

        var keys = Keys(presences, out var ends);
        var pieces = new ReadOnlyMemory<byte>[(2 * presences.Count) + 2];
        pieces[0] = InitStateStart;
        for (var i = 0; i < presences.Count; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            pieces[(2 * i) + 1] = keys[start..ends[i]];
            pieces[(2 * i) + 2] = presences[i].Json;
        }

        pieces[^1] = EndTwice;
        return new LanyardMessage(pieces) { OwnBytes = keys.Length + (pieces.Length * 16) };
    }

    /// <summary>What stands before each presence: <c>{"1":</c>, then <c>,"2":</c> and so on, in one array.</summary>
    private static ReadOnlyMemory<byte> Keys(IReadOnlyList<PresenceUpdate> presences, out int[] ends)
    {
        const int MostDigits = 20;
        const int Punctuation = 4;
        var keys = new byte[presences.Count * (MostDigits + Punctuation)];
        ends = new int[presences.Count];
        var at = 0;
        for (var i = 0; i < presences.Count; i++)
        {
            keys[at++] = (byte)(i == 0 ? '{' : ',');
            at += WriteKey(presences[i].User, keys.AsSpan(at));
            ends[i] = at;
        }

        return keys.AsMemory(0, at);
    }

    private static int WriteKey(UserId user, Span<byte> target)
    {
        target[0] = (byte)'"';
        user.Value.TryFormat(target[1..], out var digits);
        "\":"u8.CopyTo(target[(1 + digits)..]);
        return digits + 3;
    }
}
