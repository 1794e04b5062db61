namespace Orleans.Configuration;

/// <summary>How a client keeps its list of gateways.</summary>
public class GatewayOptions
{
    /// <summary>Between two readings of the list.</summary>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
