namespace Fabric.Discord.Voice;

/// <summary>How a voice connection was closed.</summary>
/// <param name="Code">The code.</param>
/// <param name="Reason">In words; empty without.</param>
/// <param name="IsByRemote">Whether Discord closed it.</param>
public sealed record VoiceClose(int Code, string Reason, bool IsByRemote)
{
    /// <summary>A connection that was lost, or could not be made again.</summary>
    public const int Lost = 1006;

    /// <summary>One that this side closed in order.</summary>
    public static VoiceClose Own { get; } = new(1000, "", IsByRemote: false);
}
