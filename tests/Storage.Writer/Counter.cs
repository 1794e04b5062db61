namespace Fabric.Storage.Writer;

/// <summary>What one writer stores: how often it has written.</summary>
public sealed class Counter
{
    /// <summary>The number of the write, from 1.</summary>
    public int Value { get; set; }
}
