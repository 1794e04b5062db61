namespace Orleans.Runtime;

/// <summary>Runs once when a silo has become active.</summary>
public interface IStartupTask
{
    /// <summary>Does the work. A failure stops the silo.</summary>
    Task Execute(CancellationToken cancellationToken);
}
