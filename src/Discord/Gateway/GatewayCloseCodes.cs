namespace Fabric.Discord.Gateway;

/// <summary>What each close code of Discord means for the session.</summary>
internal static class GatewayCloseCodes
{
    /// <summary>Ends the session and shows the bot offline.</summary>
    public const int EndSession = 1000;

    /// <summary>Ours: outside 1000 and 1001, so that the session stays resumable.</summary>
    public const int KeepSession = 4900;

    private const int UnknownOpcode = 4001;
    private const int DecodeError = 4002;
    private const int NotAuthenticated = 4003;
    private const int InvalidSequence = 4007;
    private const int SessionTimedOut = 4009;

    /// <summary>The reason when nobody should connect again after this code.</summary>
    public static GatewayFatalReason? Fatal(int? code) =>
        code is { } value && Enum.IsDefined((GatewayFatalReason)value) ? (GatewayFatalReason)value : null;

    /// <summary>Whether the session is gone.</summary>
    public static bool EndsSession(int? code) => code is NotAuthenticated or InvalidSequence or SessionTimedOut;

    /// <summary>Whether one side did not understand the other: resume once, and start afresh when it happens again.</summary>
    public static bool IsMisunderstanding(int? code) => code is UnknownOpcode or DecodeError;
}
