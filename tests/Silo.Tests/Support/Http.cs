using System.Text.Json;
using Fabric.FakeDiscord.Model;
using Fabric.Testing;

namespace Fabric.Silo.Tests.Support;

/// <summary>Requests to the program.</summary>
internal static class Http
{
    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    public static async Task<(int Status, JsonElement Body)> GetAsync(Uri address)
    {
        using var response = await Client.GetAsync(address);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(), Deep));
    }

    public static Task<(int Status, JsonElement Body)> GetPresenceAsync(FabricProcess fabric, Snowflake user) =>
        GetAsync(new Uri(fabric.Lanyard, $"/v1/users/{user}"));

    public static Task<(int Status, JsonElement Body)> GetReadinessAsync(FabricProcess fabric) =>
        GetAsync(new Uri(fabric.Operations, "/health/ready"));

    /// <summary>The start does not wait for everything that readiness asks for: the streams of some engines open a little later.</summary>
    public static async Task BecomesReadyAsync(FabricProcess fabric)
    {
        var seen = (Status: 0, Body: default(JsonElement));
        await Eventually.TrueAsync(
            async () =>
            {
                seen = await GetReadinessAsync(fabric);
                return seen.Status == 200;
            },
            "readiness",
            lastSeen: () => $"{seen.Status} {seen.Body}");
    }

    /// <summary>The <c>discord_status</c> that is served for a user; null where the user is not monitored.</summary>
    public static async Task<string?> GetStatusAsync(FabricProcess fabric, Snowflake user)
    {
        var (status, body) = await GetPresenceAsync(fabric, user);
        return status == 200 ? body.GetProperty("data").GetProperty("discord_status").GetString() : null;
    }

    public static Task ServesAsync(FabricProcess fabric, Snowflake user, string status) => Eventually.TrueAsync(
        async () => await GetStatusAsync(fabric, user) == status, $"user {user} to be served as {status}", TimeSpan.FromSeconds(30));
}
