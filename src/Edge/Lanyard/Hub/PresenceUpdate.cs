using System.Text;
using Fabric.Abstractions.Ids;
using Fabric.Abstractions.Presence;
using Fabric.Edge.Lanyard.Rest;
using Fabric.Edge.Lanyard.Socket;

namespace Fabric.Edge.Lanyard.Hub;

/// <summary>One version of a presence, with what clients are told of it: made once, when it is wanted, and shared by all who get it.</summary>
internal sealed class PresenceUpdate(PresenceSnapshot snapshot)
{
    private static readonly ReadOnlyMemory<byte> Start = ",\"t\":\"PRESENCE_UPDATE\",\"d\":"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> End = "}"u8.ToArray();

    private LanyardMessage? _plain;
    private LanyardMessage? _named;
    private string? _tag;

    public PresenceSnapshot Snapshot => snapshot;

    public UserId User => snapshot.User;

    public long Version => snapshot.Version;

    /// <summary>The public presence object, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => snapshot.Json;

    /// <summary>The entity tag of <see cref="Json" />.</summary>
    public string Tag => _tag ??= EntityTag.Of(Json.Span);

    /// <summary>The event with the presence as it is.</summary>
    public LanyardMessage Plain => _plain ?? Publish(ref _plain, new LanyardMessage([Start, Json, End]) { Subject = User });

    /// <summary>The event whose data also has a <c>user_id</c>, which Lanyard's published protocol gives it.</summary>
    public LanyardMessage Named => _named ?? Publish(ref _named, new LanyardMessage([NamedStart(), Json[1..], End]) { Subject = User });

    private static LanyardMessage Publish(ref LanyardMessage? field, LanyardMessage made) =>
        Interlocked.CompareExchange(ref field, made, null) ?? made;

    private byte[] NamedStart() => Encoding.UTF8.GetBytes($",\"t\":\"PRESENCE_UPDATE\",\"d\":{{\"user_id\":\"{User}\",");
}
