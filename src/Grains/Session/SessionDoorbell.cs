using Fabric.Abstractions.Edge;
using Fabric.Abstractions.Ids;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Fabric.Grains.Session;

/// <summary>
/// Tells gateways what a session has for their sockets: directly within a process, otherwise by their streams, one piece of news after the other. Streams
/// may lose messages, and gateways ask for what they have not: what one is not told now it learns then. For the grain's scheduler only.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="local">The gateways of this process.</param>
/// <param name="streams">Where streams are found.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed partial class SessionDoorbell(SessionId session, LocalGateways local, Func<IStreamProvider> streams, ILogger logger)
{
    private readonly ILogger _logger = logger;
    private Task _telling = Task.CompletedTask;

    /// <summary>Tells the gateway of a socket.</summary>
    public void Ring(SocketId socket, EdgeEvent news)
    {
        if (!local.TryTell(socket.Gateway, news))
        {
            _telling = TellAfterAsync(_telling, socket, news);
        }
    }

    private async Task TellAfterAsync(Task before, SocketId socket, EdgeEvent news)
    {
        await before;
        try
        {
            await streams().GetStream<EdgeEvent>(EdgeStreams.Of(socket.Gateway)).OnNextAsync(news);
        }
#pragma warning disable CA1031 // The session goes on whatever failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(exception, socket.Gateway, session);
        }
    }

    [LoggerMessage(3063, LogLevel.Warning, "Gateway {Gateway} could not be told of session {Session}; it learns of it when it asks")]
    private partial void LogNotTold(Exception exception, GatewayId gateway, SessionId session);
}
