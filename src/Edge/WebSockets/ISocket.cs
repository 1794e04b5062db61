namespace Fabric.Edge.WebSockets;

/// <summary>A client's socket, or its stream of events, as the process sees it.</summary>
internal interface ISocket
{
    /// <summary>Closes it, dropping what waits to be sent.</summary>
    void Close(int code);
}
