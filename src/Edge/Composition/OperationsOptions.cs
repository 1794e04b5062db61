namespace Fabric.Edge.Composition;

/// <summary>Settings of the operations listener, section <c>Operations</c>.</summary>
public sealed class OperationsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>Where it listens: by default for this machine only.</summary>
    public ListenerOptions Listener { get; set; } = new() { Address = "127.0.0.1", Port = 9090 };

    /// <summary>How long a process that was asked to stop says that it is not ready before it begins to stop.</summary>
    public TimeSpan DrainDelay { get; set; } = TimeSpan.Zero;

    /// <summary>How long stopping may take before the process ends all the same.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
