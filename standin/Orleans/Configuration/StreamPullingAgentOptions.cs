namespace Orleans.Configuration;

/// <summary>How queues are read.</summary>
public class StreamPullingAgentOptions
{
    /// <summary>Between two readings.</summary>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);
}
