namespace Orleans.Runtime;

/// <summary>A timer of a grain. Disposed with the activation at the latest.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new due time and period.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
