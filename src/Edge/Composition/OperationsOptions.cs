namespace Fabric.Edge.Composition;

/// <summary>Settings of the operations listener, section <c>Operations</c>.</summary>
public sealed class OperationsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Operations";

    /// <summary>Where it listens: by default for this machine only.</summary>
    public ListenerOptions Listener { get; set; } = new() { Address = "127.0.0.1", Port = 9090 };
}
