namespace Fabric.Media.Tracks;

/// <summary>A track could not be loaded. The message is shown to users.</summary>
/// <param name="message">What went wrong, for users.</param>
/// <param name="severity">Who has to look into it.</param>
/// <param name="cause">What led to it.</param>
public sealed class TrackLoadException(string message, LoadSeverity severity, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Who has to look into it.</summary>
    public LoadSeverity Severity { get; } = severity;
}
