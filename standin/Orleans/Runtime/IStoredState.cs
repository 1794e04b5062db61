namespace Orleans.Runtime;

/// <summary>A state that is read before its grain is activated.</summary>
internal interface IStoredState
{
    Task ReadStateAsync();
}
