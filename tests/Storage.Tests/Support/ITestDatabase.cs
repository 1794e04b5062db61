namespace Fabric.Storage.Tests.Support;

/// <summary>A database of one test, of whichever kind, gone after it.</summary>
internal interface ITestDatabase : IDisposable
{
    /// <summary>Opens it as a process does.</summary>
    TestStorage Open(int? maxRecordBytes = null);
}
