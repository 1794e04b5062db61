using System.Buffers;
using Fabric.Abstractions.Sessions;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Player;

/// <summary>What a player tells, encoded once: from here on it is bytes.</summary>
internal static class PlayerMessages
{
    public static PlayerMessage Of(PlayerEvent told)
    {
        var output = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(output, told);
        return new PlayerMessage(IsEvent: true, output.WrittenMemory);
    }

    public static PlayerMessage Of(PlayerUpdateMessage update)
    {
        var output = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(output, update);
        return new PlayerMessage(IsEvent: false, output.WrittenMemory);
    }

    public static ReadOnlyMemory<byte> Of(LavalinkPlayer player)
    {
        var output = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(output, player);
        return output.WrittenMemory;
    }

    /// <summary>Filters to be stored; none are empty.</summary>
    public static ReadOnlyMemory<byte> Of(Filters filters)
    {
        if (filters == Filters.None)
        {
            return default;
        }

        var output = new ArrayBufferWriter<byte>();
        LavalinkWriter.Write(output, filters);
        return output.WrittenMemory;
    }
}
