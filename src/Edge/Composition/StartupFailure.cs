using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fabric.Edge.Composition;

/// <summary>Says in one line why a process could not start, where the cause is a setting.</summary>
public static class StartupFailure
{
    /// <summary>The line for an exception from starting the host; null when no setting is to blame.</summary>
    /// <param name="exception">What starting threw.</param>
    /// <param name="services">The host's services, which know the listeners; null when it could not even be built.</param>
    public static string? Describe(Exception exception, IServiceProvider? services) => exception switch
    {
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        AggregateException several when several.InnerExceptions.All(static inner => inner is OptionsValidationException) =>
            string.Join(' ', several.InnerExceptions.Select(inner => Describe(inner, services))),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => UnreadableSetting.Describe(unreadable),
        InvalidDataException damaged when services is null => UnreadableSetting.Describe(damaged),
        IOException or SocketException when services is not null => DescribeListening(exception, services.GetServices<EdgeListener>()),
        _ => null,
    };

    /// <summary>
    /// The line for a listener that cannot be opened, found by trying; null when all can. Asked before the engine starts: one that has
    /// to be torn down right after its start tells of everything that it broke off.
    /// </summary>
    public static string? FindRefusedListener(IServiceProvider services) =>
        services.GetServices<EdgeListener>().Select(Describe).FirstOrDefault(static line => line is not null);

    private static string? DescribeListening(Exception exception, IEnumerable<EdgeListener> listeners) => listeners
        .OrderByDescending(listener => exception.Message.Contains($":{listener.EndPoint.Port}", StringComparison.Ordinal))
        .Select(Describe)
        .FirstOrDefault(static line => line is not null);

    /// <summary>Finds out by trying what is wrong with a listener's end point: the web server's exception does not always name it.</summary>
    private static string? Describe(EdgeListener listener)
    {
        try
        {
            using var socket = new Socket(listener.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (listener.EndPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(listener.EndPoint);
            return null;
        }
        catch (SocketException problem)
        {
            return Describe(listener, problem.SocketErrorCode);
        }
    }

    private static string Describe(EdgeListener listener, SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"{listener.Setting}:Port is {listener.EndPoint.Port}, which another program already listens on; stop that program or set another port.",
        SocketError.AccessDenied =>
            $"{listener.Setting}:Port is {listener.EndPoint.Port}, which this user may not listen on; set a port from 1024 on.",
        SocketError.AddressNotAvailable =>
            $"{listener.Setting}:Address is '{listener.EndPoint.Address}', which this machine does not have; set one of its own, or '*'.",
        _ => $"{listener.Setting} is {listener.EndPoint}, where listening failed ({error}); set another address or port.",
    };
}
