namespace Fabric.Edge.Composition;

/// <summary>What is wrong with a listener's settings, in words that name the setting, its value and the limit.</summary>
internal static class ListenerRules
{
    private const int HighestPort = 65535;

    public static IEnumerable<string> Check(string setting, ListenerOptions listener)
    {
        if (listener.Port is < 0 or > HighestPort)
        {
            yield return $"{setting}:Port is {listener.Port}; it must be a TCP port from 0 (any that is free) to {HighestPort}.";
        }
        else if (listener.EndPoint is null)
        {
            yield return $"{setting}:Address is '{listener.Address}'; it must be an IP address, 'localhost', or '*' for every address.";
        }
    }
}
