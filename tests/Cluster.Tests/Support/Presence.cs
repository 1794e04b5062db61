using System.Globalization;
using System.Text.Json;

namespace Fabric.Cluster.Tests.Support;

/// <summary>What the tests put into presences.</summary>
internal static class Presence
{
    /// <summary>The number of the change that made it; 0 for none.</summary>
    public static long NumberOf(JsonElement presence)
    {
        foreach (var activity in presence.GetProperty("activities").EnumerateArray())
        {
            if (activity.TryGetProperty("state", out var state) && long.TryParse(state.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }
        }

        return 0;
    }
}
