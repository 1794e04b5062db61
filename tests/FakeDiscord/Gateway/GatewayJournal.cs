using System.Text.Json;

namespace Fabric.FakeDiscord.Gateway;

/// <summary>The <c>d</c> of what clients sent, for tests to look at. Keeps the latest of each kind.</summary>
internal sealed class GatewayJournal
{
    private const int Limit = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<GatewayOpcode, Queue<JsonElement>> _sent = [];

    public void OnIdentify(JsonElement d) => OnOperation(GatewayOpcode.Identify, d);

    public void OnResume(JsonElement d) => OnOperation(GatewayOpcode.Resume, d);

    public void OnOperation(GatewayOpcode op, JsonElement d)
    {
        lock (_lock)
        {
            if (!_sent.TryGetValue(op, out var sent))
            {
                _sent.Add(op, sent = new Queue<JsonElement>());
            }

            sent.Enqueue(d);
            if (sent.Count > Limit)
            {
                sent.Dequeue();
            }
        }
    }

    public IReadOnlyList<JsonElement> Sent(GatewayOpcode op)
    {
        lock (_lock)
        {
            return _sent.TryGetValue(op, out var sent) ? [.. sent] : [];
        }
    }
}
