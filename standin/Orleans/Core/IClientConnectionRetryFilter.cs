namespace Orleans;

/// <summary>Decides whether a client that found no gateway at its start tries again.</summary>
public interface IClientConnectionRetryFilter
{
    /// <summary>Whether to try again, once this completes. Otherwise the client's start fails with the exception.</summary>
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
