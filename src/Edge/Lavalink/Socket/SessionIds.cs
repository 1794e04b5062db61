using Fabric.Abstractions.Ids;
using Fabric.Protocol;

namespace Fabric.Edge.Lavalink.Socket;

/// <summary>Ids for new sessions, which nobody can guess (lavalink.md §4.1).</summary>
internal sealed class SessionIds(IRandomSource random)
{
    /// <summary>The largest multiple of the alphabet's length that fits into a byte: bytes beyond would favour some characters.</summary>
    private static readonly int Fair = byte.MaxValue / SessionId.Alphabet.Length * SessionId.Alphabet.Length;

    /// <summary>An id.</summary>
    public SessionId Choose()
    {
        Span<char> id = stackalloc char[SessionId.Length];
        Span<byte> chance = stackalloc byte[SessionId.Length];
        for (var i = 0; i < id.Length;)
        {
            random.Fill(chance);
            foreach (var one in chance)
            {
                if (one < Fair && i < id.Length)
                {
                    id[i++] = SessionId.Alphabet[one % SessionId.Alphabet.Length];
                }
            }
        }

        return new SessionId(new string(id));
    }
}
