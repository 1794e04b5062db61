using System.Text;

namespace Fabric.Edge.Lanyard.Rest;

/// <summary>A refusal with Lanyard's error envelope (lanyard.md §2.3).</summary>
internal sealed class LanyardError
{
    private LanyardError(int status, string code, string message)
    {
        Status = status;
        Body = Encoding.UTF8.GetBytes($"{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"}},\"success\":false}}");
    }

    public static LanyardError NotFound { get; } = new(404, "not_found", "Route does not exist");

    public static LanyardError UserNotMonitored { get; } = new(404, "user_not_monitored", "User is not being monitored by Lanyard");

    public static LanyardError NoPermission { get; } = new(401, "no_permission", "You do not have permission to access this resource");

    public static LanyardError KeyTooLong { get; } = OfKeyValues("key must be 255 characters or less");

    public static LanyardError KeyInvalid { get; } = OfKeyValues("key must be alphanumeric (a-zA-Z0-9_)");

    public static LanyardError ValueTooLong { get; } = OfKeyValues("value must be 30000 characters or less");

    /// <summary>Ours: Lanyard takes it, and fails whenever it is read.</summary>
    public static LanyardError ValueNotText { get; } = OfKeyValues("value must be valid UTF-8");

    /// <summary>Ours: what does not fit into a stored record.</summary>
    public static LanyardError ValuesTooLarge { get; } = OfKeyValues("keys and values must be 2000000 bytes or less together");

    /// <summary>The limit as a change of one key tells of it.</summary>
    public static LanyardError KeyLimit { get; } = OfKeyValues("request would exceed key limit (512), please delete keys first");

    /// <summary>The limit as a change of many keys tells of it.</summary>
    public static LanyardError MergeKeyLimit { get; } = OfKeyValues("request would exceed the key limit (512), please delete some keys first");

    public static LanyardError InvalidKeyValues { get; } = new(404, "invalid_kv_value", "body must be an object");

    public static LanyardError BodyTooLarge { get; } = new(413, "body_too_large", "body must be 1048576 bytes or less");

    public static LanyardError TooManyIds { get; } = new(400, "too_many_ids", "ids must be 100 or less");

    public static LanyardError UpgradeFailed { get; } = new(400, "upgrade_failed", "Request failed to upgrade");

    public static LanyardError Upstream { get; } = new(502, "upstream_error", "Failed to fetch avatar from Discord CDN");

    /// <summary>The cluster does not answer; of ours, as Lanyard is one process.</summary>
    public static LanyardError Unavailable { get; } = new(503, "unavailable", "Try again in a moment");

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The whole body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Lanyard's status for these is 404.</summary>
    private static LanyardError OfKeyValues(string message) => new(404, "kv_validation_failed", message);
}
