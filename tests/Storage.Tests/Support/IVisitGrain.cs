using Orleans;

namespace Fabric.Storage.Tests.Support;

[Alias("fabric.storage-tests.IVisitGrain")]
public interface IVisitGrain : IGrainWithStringKey
{
    /// <summary>Counts a visit and stores the number.</summary>
    Task<int> VisitAsync();

    /// <summary>Stores a name.</summary>
    Task RenameAsync(string name);

    Task<Guid> ActivationAsync();

    /// <summary>Has somebody else change the record, and then writes.</summary>
    Task WriteStaleAsync();
}
