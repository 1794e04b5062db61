namespace Orleans.Configuration;

/// <summary>Which cluster a process belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The cluster. Processes of another cluster id are refused.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service, whose stored data several clusters in a row may share.</summary>
    public string ServiceId { get; set; } = "default";
}
