using System.Collections.Concurrent;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>Standing misbehaviour of the gateway, set by tests.</summary>
internal sealed class GatewayFaults
{
    private readonly ConcurrentQueue<int> _identifyRefusals = new();
    private volatile bool _acceptConnections = true;
    private volatile bool _sendHello = true;
    private volatile bool _acknowledgeHeartbeats = true;

    public bool AcceptConnections
    {
        get => _acceptConnections;
        set => _acceptConnections = value;
    }

    public bool SendHello
    {
        get => _sendHello;
        set => _sendHello = value;
    }

    public bool AcknowledgeHeartbeats
    {
        get => _acknowledgeHeartbeats;
        set => _acknowledgeHeartbeats = value;
    }

    public void RefuseNextIdentify(int code) => _identifyRefusals.Enqueue(code);

    public bool TryTakeIdentifyRefusal(out int code) => _identifyRefusals.TryDequeue(out code);
}
