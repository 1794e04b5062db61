using Fabric.Discord.Voice;

namespace Fabric.Grains.Tests.Player;

/// <summary>A voice server of a test: refuses, or is open until it is closed.</summary>
internal sealed class FakeVoice : IVoiceConnector
{
    private readonly Lock _lock = new();
    private readonly List<Connection> _connections = [];

    public bool Refuses { get; set; }

    public IReadOnlyList<Connection> Connections
    {
        get
        {
            lock (_lock)
            {
                return [.. _connections];
            }
        }
    }

    public ValueTask<IVoiceConnection> ConnectAsync(VoiceCredentials credentials, IVoiceObserver observer, CancellationToken cancellationToken)
    {
        if (Refuses)
        {
            throw new IOException("refused");
        }

        var connection = new Connection(credentials, observer);
        lock (_lock)
        {
            _connections.Add(connection);
        }

        return ValueTask.FromResult<IVoiceConnection>(connection);
    }

    internal sealed class Connection(VoiceCredentials credentials, IVoiceObserver observer) : IVoiceConnection
    {
        public VoiceCredentials Credentials => credentials;

        public bool IsOpen { get; private set; } = true;

        public long Ping => 12;

        public void TellReady() => observer.OnReady();

        public void Close(int code, string reason)
        {
            IsOpen = false;
            observer.OnClosed(new VoiceClose(code, reason, IsByRemote: true));
        }

        public ValueTask DisposeAsync()
        {
            IsOpen = false;
            return ValueTask.CompletedTask;
        }
    }
}
