using System.Net.Sockets;
using System.Text;

namespace Fabric.Edge.Tests.Support;

/// <summary>Sends requests byte for byte, where an HTTP client would tidy them up.</summary>
internal static class RawHttp
{
    /// <summary>The whole answer to a request, as text.</summary>
    public static async Task<string> SendAsync(int port, string method, string target, params string[] headers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", port, patience.Token);
        var head = string.Concat(headers.Select(static header => header + "\r\n"));
        var request = $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}Connection: close\r\n\r\n";
        await tcp.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
        using var reader = new StreamReader(tcp.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(patience.Token);
    }

    public static int Status(string answer) => int.Parse(answer.Split(' ')[1]);

    public static string Body(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
