namespace Orleans.Runtime;

/// <summary>Is told when a silo's status changes.</summary>
public interface ISiloStatusListener
{
    /// <summary>A silo has a new status.</summary>
    void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status);
}
