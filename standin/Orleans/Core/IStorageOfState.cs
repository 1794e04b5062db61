namespace Orleans.Core;

/// <summary>A grain's stored record, typed.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state as it is in memory.</summary>
    TState State { get; set; }
}
