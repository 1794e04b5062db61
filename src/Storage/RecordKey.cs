using Orleans.Runtime;

namespace Fabric.Storage;

/// <summary>Which record: one named state of one grain.</summary>
internal readonly record struct RecordKey(GrainId Grain, string StateName)
{
    public override string ToString() => $"{Grain} '{StateName}'";
}
