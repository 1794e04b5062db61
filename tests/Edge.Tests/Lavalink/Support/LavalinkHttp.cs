using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Fabric.Edge.Tests.Lavalink.Support;

/// <summary>Requests to a Lavalink front-end whose answers are JSON.</summary>
internal static class LavalinkHttp
{
    /// <summary>A client that has the password.</summary>
    public static HttpClient Create(Uri address, string password)
    {
        var http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 }) { BaseAddress = address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", password);
        return http;
    }

    public static async Task<JsonNode> GetJsonAsync(this HttpClient http, string target, HttpStatusCode expected = HttpStatusCode.OK) =>
        await JsonAsync(await http.GetAsync(target), expected);

    public static async Task<JsonNode> SendJsonAsync(
        this HttpClient http, HttpMethod method, string target, string body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await JsonAsync(await http.SendBodyAsync(method, target, body), expected);

    public static async Task<HttpResponseMessage> SendBodyAsync(
        this HttpClient http, HttpMethod method, string target, string body, string? contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var request = new HttpRequestMessage(method, target) { Content = content };
        return await http.SendAsync(request);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            response.StatusCode.ShouldBe(expected, text);
            response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
            return JsonNode.Parse(text)!;
        }
    }
}
