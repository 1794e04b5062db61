
namespace Fabric.FakeDiscord;

/// <summary>Leaves the process's signals to the process: the fake runs inside tests, too.</summary>
internal sealed class UnattachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
