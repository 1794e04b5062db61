using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Fabric.FakeDiscord.Gateway;

namespace Fabric.FakeDiscord;

/// <summary>What clients have done so far. Safe to read at any time.</summary>
public sealed class FakeDiscordCounters
{
    private readonly ConcurrentDictionary<int, int> _operations = new();
    private readonly ConcurrentQueue<int> _closeCodes = new();
    private int _connections;
    private int _resumeConnections;
    private int _openConnections;
    private int _identifies;
    private int _resumes;
    private int _messages;
    private int _cdnRequests;
    private int _restRequests;

    /// <summary>WebSocket connections ever opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Of these, those to the resume address.</summary>
    public int ResumeConnections => Volatile.Read(ref _resumeConnections);

    public int OpenConnections => Volatile.Read(ref _openConnections);

    /// <summary>Identifies that led to READY.</summary>
    public int Identifies => Volatile.Read(ref _identifies);

    /// <summary>Resumes that led to RESUMED.</summary>
    public int Resumes => Volatile.Read(ref _resumes);

    /// <summary>Messages that the bot posted.</summary>
    public int MessagesPosted => Volatile.Read(ref _messages);

    public int RestRequests => Volatile.Read(ref _restRequests);

    public int CdnRequests => Volatile.Read(ref _cdnRequests);

    /// <summary>Codes that clients closed with of their own accord, oldest first; 1006 where the line was cut.</summary>
    public IReadOnlyList<int> ClientCloseCodes => [.. _closeCodes];

    /// <summary>How often clients sent an operation, accepted or not.</summary>
    public int Received(GatewayOpcode op) => _operations.GetValueOrDefault((int)op);

    internal void OnConnected(bool resumeAddress)
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _openConnections);
        if (resumeAddress)
        {
            Interlocked.Increment(ref _resumeConnections);
        }
    }

    internal void OnDisconnected(int? clientCloseCode)
    {
        Interlocked.Decrement(ref _openConnections);
        if (clientCloseCode is { } code)
        {
            _closeCodes.Enqueue(code);
        }
    }

    internal void OnReceived(int op) => _operations.AddOrUpdate(op, 1, static (_, count) => count + 1);

    internal void OnIdentified() => Interlocked.Increment(ref _identifies);

    internal void OnResumed() => Interlocked.Increment(ref _resumes);

    internal void OnMessagePosted() => Interlocked.Increment(ref _messages);

    internal void OnRestRequest() => Interlocked.Increment(ref _restRequests);

    internal void OnCdnRequest() => Interlocked.Increment(ref _cdnRequests);

    internal JsonObject ToJson() => new()
    {
        ["connections"] = Connections,
        ["resume_connections"] = ResumeConnections,
        ["open_connections"] = OpenConnections,
        ["identifies"] = Identifies,
        ["resumes"] = Resumes,
        ["messages_posted"] = MessagesPosted,
        ["rest_requests"] = RestRequests,
        ["cdn_requests"] = CdnRequests,
        ["client_close_codes"] = new JsonArray([.. ClientCloseCodes.Select(static code => JsonValue.Create(code))]),
        ["operations"] = new JsonObject(_operations.Select(static pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)pair.Value))),
    };
}
