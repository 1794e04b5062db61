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

    public static LanyardError UpgradeFailed { get; } = new(400, "upgrade_failed", "Request failed to upgrade");

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The whole body.</summary>
    public ReadOnlyMemory<byte> Body { get; }
}
