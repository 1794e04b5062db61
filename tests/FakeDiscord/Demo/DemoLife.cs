namespace Fabric.FakeDiscord.Demo;

/// <summary>Changes a few presences each second until it is stopped.</summary>
internal sealed class DemoLife(DemoWorld people, TimeProvider time)
{
    private const int ChangesPerSecond = 5;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ChangesPerSecond), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                people.ChangeSomeone();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped, as asked.
        }
    }
}
