namespace Fabric.Bench.Lanyard.Servers;

/// <summary>A server in a process of its own.</summary>
internal interface IMeasuredServer
{
    /// <summary>Where it serves.</summary>
    Uri Address { get; }

    /// <summary>The processor time that it has used so far.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>The physical memory that it holds, in bytes.</summary>
    long Memory { get; }
}
