namespace Fabric.Storage.Formats;

/// <summary>How states of one type are stored. Declared as <see cref="StateFormat{T}" />.</summary>
public abstract class StateFormat
{
    private protected StateFormat(Type stateType, int version)
    {
        StateType = stateType;
        Version = version;
    }

    /// <summary>The type of the state.</summary>
    public Type StateType { get; }

    /// <summary>The version that is written, 1 or more. It is raised whenever older payloads would be misread.</summary>
    public int Version { get; }
}
