namespace Orleans.Messaging;

/// <summary>Tells a client where the silos' gateways are.</summary>
public interface IGatewayListProvider
{
    /// <summary>How old a list may be.</summary>
    TimeSpan MaxStaleness { get; }

    /// <summary>Whether the list changes.</summary>
    bool IsUpdatable { get; }

    /// <summary>Called once, before the first list.</summary>
    Task InitializeGatewayListProvider();

    /// <summary>The gateways as <c>gwy.tcp://IP:port/generation</c>.</summary>
    Task<IList<Uri>> GetGateways();
}
