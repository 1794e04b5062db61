using System.Text.Json;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Cluster.Tests.Support;

/// <summary>Requests to the programs.</summary>
internal static class Http
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static async Task<(int Status, string Body)> GetAsync(Uri address)
    {
        using var response = await Client.GetAsync(address);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Whether anybody listens there yet.</summary>
    public static async Task<bool> AnswersAsync(Uri address)
    {
        try
        {
            await GetAsync(address);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Whether a process says that it is ready; one that does not answer is not.</summary>
    public static async Task<bool> IsReadyAsync(Uri operations)
    {
        try
        {
            return (await GetAsync(new Uri(operations, "/health/ready"))).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static Task BecomesReadyAsync(Uri operations, TimeSpan limit) =>
        Eventually.TrueAsync(() => IsReadyAsync(operations), $"{operations} to be ready", limit);

    public static Task BecomesUnreadyAsync(Uri operations, TimeSpan limit) =>
        Eventually.TrueAsync(async () => !await IsReadyAsync(operations), $"{operations} not to be ready any more", limit);

    /// <summary>The number in the presence that is served for a user; -1 where none is.</summary>
    public static async Task<long> NumberOfAsync(FabricProcess edge, Snowflake user)
    {
        var (status, body) = await GetAsync(new Uri(edge.Lanyard, $"/v1/users/{user}"));
        return status == 200 ? Presence.NumberOf(JsonElement.Parse(body).GetProperty("data")) : -1;
    }

    /// <summary>Every user's last change is served.</summary>
    public static async Task ServesAsync(FabricProcess edge, IReadOnlyDictionary<Snowflake, long> last, TimeSpan limit)
    {
        foreach (var (user, number) in last)
        {
            var seen = -1L;
            await Eventually.TrueAsync(
                async () => (seen = await NumberOfAsync(edge, user)) == number, $"change {number} of user {user} to be served", limit, () => $"{seen}");
        }
    }
}
