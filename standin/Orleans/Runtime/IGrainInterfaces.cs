namespace Orleans.Runtime;

/// <summary>Knows how references to grain interfaces are made.</summary>
internal interface IGrainInterfaces
{
    /// <summary>How references to an interface are made.</summary>
    /// <exception cref="ArgumentException">No class or several implement it.</exception>
    GrainInterface GetInterface(Type type);
}
