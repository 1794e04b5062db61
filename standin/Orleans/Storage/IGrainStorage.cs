using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A storage provider of grain state.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record; where there is none the state becomes a new one and the tag null.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes a record if the stored tag is the state's.</summary>
    /// <exception cref="InconsistentStateException">It is not.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Deletes a record if the stored tag is the state's.</summary>
    /// <exception cref="InconsistentStateException">It is not.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
