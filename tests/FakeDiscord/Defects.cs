using System.Collections.Concurrent;

namespace Fabric.FakeDiscord;

/// <summary>Exceptions inside the fake itself. They are printed at once and fail whoever disposes of the server.</summary>
internal sealed class Defects
{
    private readonly ConcurrentQueue<Exception> _found = new();

    public void Record(Exception exception, string during)
    {
        _found.Enqueue(exception);
        Console.Error.WriteLine($"fake Discord: {during}: {exception}");
    }

    /// <summary>Lets a task run on by itself without losing its failure.</summary>
    public async Task WatchAsync(Task task, string during)
    {
        try
        {
            await task;
        }
        catch (Exception exception)
        {
            Record(exception, during);
        }
    }

    public void ThrowIfAny()
    {
        if (!_found.IsEmpty)
        {
            throw new AggregateException("The fake Discord has a defect.", _found);
        }
    }
}
