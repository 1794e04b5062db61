using System.Globalization;
using Fabric.Discord.Voice;
using Fabric.Protocol.Lavalink;

namespace Fabric.Grains.Player;

/// <summary>A player's voice connection. Closed from any thread, otherwise for the grain's scheduler only.</summary>
/// <param name="connector">Connects.</param>
/// <param name="observe">Who is told of the connection with a number.</param>
/// <param name="time">The clock of the limit.</param>
internal sealed class PlayerVoice(IVoiceConnector connector, Func<long, IVoiceObserver> observe, TimeProvider time)
{
    private const long NoPing = -1;

    /// <summary>How long a client waits for a connection (specs, decision 7).</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    private volatile IVoiceConnection? _connection;
    private volatile bool _isHalted;

    /// <summary>The number of the connection; what earlier ones tell is of no account.</summary>
    public long Number { get; private set; }

    /// <summary>Whether there is one, and its WebSocket is open.</summary>
    public bool IsOpen => _connection is { IsOpen: true };

    /// <summary>The last heartbeat's round trip in milliseconds; 0 before the first, -1 without a connection (lavalink.md §8.8).</summary>
    public long Ping => _connection is { IsOpen: true, Ping: var ping } ? ping : NoPing;

    /// <summary>Connects; any failure is thrown.</summary>
    public async Task ConnectAsync(long number, ulong guild, ulong user, VoiceState voice)
    {
        Number = number;
        using var limit = new CancellationTokenSource(ConnectLimit, time);
        var channel = (ulong)long.Parse(voice.ChannelId!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var credentials = new VoiceCredentials(guild, user, channel, voice.SessionId, voice.Token, voice.Endpoint);
        _connection = await connector.ConnectAsync(credentials, observe(number), limit.Token);
        if (_isHalted)
        {
            await CloseAsync();
            throw new OperationCanceledException("The player has been stopped here.");
        }
    }

    /// <summary>Closes the connection. Whether it was open.</summary>
    public async Task<bool> CloseAsync()
    {
        if (_connection is not { } connection)
        {
            return false;
        }

        var wasOpen = connection.IsOpen;
        _connection = null;
        await connection.DisposeAsync();
        return wasOpen;
    }

    /// <summary>Closes the connection, and there is none any more. From any thread.</summary>
    public async Task HaltAsync()
    {
        _isHalted = true;
        await CloseAsync();
    }
}
