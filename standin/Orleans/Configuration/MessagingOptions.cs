namespace Orleans.Configuration;

/// <summary>What silos and clients have in common.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer where the method does not say.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
