namespace Fabric.Abstractions.Tracks;

/// <summary>The key of an <see cref="ITrackLoaderGrain" />: there is one, in as many activations as there is work for.</summary>
public static class TrackLoaderKey
{
    /// <summary>The key.</summary>
    public const string Only = "loader";
}
