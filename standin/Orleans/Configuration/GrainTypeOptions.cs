namespace Orleans.Configuration;

/// <summary>Which grain classes a silo offers.</summary>
public class GrainTypeOptions
{
    /// <summary>The classes: all that the process refers to, until some are taken out.</summary>
    public HashSet<Type> Classes { get; } = [];
}
