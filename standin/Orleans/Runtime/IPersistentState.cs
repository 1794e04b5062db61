using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A grain's state, injected where a constructor parameter carries <see cref="PersistentStateAttribute" />.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
