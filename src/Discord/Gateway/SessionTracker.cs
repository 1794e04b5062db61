namespace Fabric.Discord.Gateway;

/// <summary>The session as it stands. Written by the connection, read from anywhere: id and sequence always belong together.</summary>
internal sealed class SessionTracker
{
    private volatile Entry? _entry;

    public bool Exists => _entry is not null;

    public GatewaySession? Current =>
        _entry is { } entry ? new GatewaySession(entry.Id, entry.ResumeUrl, Volatile.Read(ref entry.Sequence)) : null;

    public void Begin(GatewaySession session) =>
        _entry = new Entry(session.SessionId, session.ResumeUrl) { Sequence = session.Sequence };

    public void Advance(long sequence)
    {
        if (_entry is { } entry && sequence > entry.Sequence)
        {
            Volatile.Write(ref entry.Sequence, sequence);
        }
    }

    public void Drop() => _entry = null;

    private sealed class Entry(string id, Uri? resumeUrl)
    {
        public long Sequence;

        public string Id { get; } = id;

        public Uri? ResumeUrl { get; } = resumeUrl;
    }
}
