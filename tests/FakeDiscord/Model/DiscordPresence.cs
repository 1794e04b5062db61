using System.Text.Json;

namespace Fabric.FakeDiscord.Model;

/// <summary>What a user shows: status, activities (opaque, sent byte for byte), and where the user is active.</summary>
public sealed record DiscordPresence
{
    /// <summary>Gone. Discord sends no activities and an empty client status with it.</summary>
    public static DiscordPresence Offline { get; } = new() { Status = "offline" };

    /// <summary>online, idle, dnd or offline; Discord turns invisible into offline.</summary>
    public required string Status { get; init; }

    public IReadOnlyList<JsonElement> Activities { get; init; } = [];

    /// <summary>desktop, mobile, web, vr, embedded: only those that are active.</summary>
    public IReadOnlyDictionary<string, string> ClientStatus { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool IsOffline => Status is "offline" or "invisible";

    /// <summary>A presence with one client active at the same status.</summary>
    public static DiscordPresence Of(string status, string client, params IReadOnlyList<JsonElement> activities) => new()
    {
        Status = status,
        Activities = activities,
        ClientStatus = new Dictionary<string, string>(StringComparer.Ordinal) { [client] = status },
    };

    /// <summary>Online on the desktop.</summary>
    public static DiscordPresence Online(params IReadOnlyList<JsonElement> activities) => Of("online", "desktop", activities);
}
