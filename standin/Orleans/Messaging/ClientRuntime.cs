using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.StandIn;

namespace Orleans.Runtime.Messaging;

/// <summary>A process outside the silos: sends its requests to a gateway and waits for the answers.</summary>
internal sealed partial class ClientRuntime : IRequestSender, IFrameHandler, IGrainInterfaces, IAsyncDisposable
{
    private static readonly TimeSpan ExpiryPeriod = TimeSpan.FromMilliseconds(250);

    private readonly GrainAssemblies _assemblies;
    private readonly IGatewayListProvider _gateways;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _clusterId;
    private readonly TimeSpan _defaultTimeout;
    private readonly PendingRequests _pending = new();
    private readonly TaskCompletionSource<Dictionary<string, GrainType>> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Connection? _gateway;
    private ITimer? _expiry;

    public ClientRuntime(
        GrainAssemblies assemblies,
        IGatewayListProvider gateways,
        TimeProvider time,
        IOptions<ClusterOptions> cluster,
        IOptions<ClientMessagingOptions> messaging,
        ILogger<ClientRuntime> logger)
    {
        _assemblies = assemblies;
        _gateways = gateways;
        _time = time;
        _logger = logger;
        _clusterId = cluster.Value.ClusterId;
        _defaultTimeout = messaging.Value.ResponseTimeout;
    }

    /// <summary>Connects to the first gateway that accepts.</summary>
    /// <exception cref="SiloUnavailableException">None does.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _gateways.InitializeGatewayListProvider();
        var gateways = await _gateways.GetGateways();
        var failures = new List<string>();
        foreach (var gateway in gateways)
        {
            if (await TryConnectAsync(gateway, failures, cancellationToken))
            {
                _expiry = _time.CreateTimer(_ => _pending.FailExpired(_time.GetTimestamp()), null, ExpiryPeriod, ExpiryPeriod);
                return;
            }
        }

        throw new SiloUnavailableException($"No gateway of cluster '{_clusterId}' accepts this client: {string.Join("; ", failures)}.");
    }

    public void Send(GrainRequest request)
    {
        var timeout = request.Method.Timeout ?? _defaultTimeout;
        request.Deadline = _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        if (_gateway is not { } gateway)
        {
            request.Fail(new SiloUnavailableException("The client is not connected to the cluster."));
            return;
        }

        var correlation = request.IsOneWay ? 0 : _pending.Add(request, gateway);
        using var writer = MessageWriter.Rent();
        Frames.WriteRequest(writer, request, correlation, timeout);
        if (!gateway.TrySend(writer.Written.Span))
        {
            _pending.Take(correlation)?.Fail(new SiloUnavailableException($"The connection to gateway {gateway.Peer} is closed."));
        }
    }

    public GrainInterface GetInterface(Type type)
    {
        if (!_welcome.Task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The client is not connected to the cluster.");
        }

#pragma warning disable RS0030 // It has completed.
        var grains = _welcome.Task.Result;
#pragma warning restore RS0030
        return grains.TryGetValue(_assemblies.NameOf(type), out var grainType)
            ? new GrainInterface(grainType, _assemblies.ProxyFactory(type))
            : throw new ArgumentException($"No implementation of {type} is offered.");
    }

    public void OnFrame(Connection connection, ReadOnlySpan<byte> frame)
    {
        var reader = new MessageReader(frame);
        switch ((FrameKind)reader.ReadByte())
        {
            case FrameKind.Welcome:
                _welcome.TrySetResult(Frames.ReadWelcome(ref reader));
                break;
            case FrameKind.Refused:
                _welcome.TrySetException(new SiloUnavailableException(reader.ReadText()));
                break;
            case FrameKind.Result when _pending.Take((long)reader.ReadVarUInt64()) is { } request:
                request.ReadResult(ref reader);
                break;
            case FrameKind.Failure when _pending.Take((long)reader.ReadVarUInt64()) is { } request:
                request.Fail(ExceptionCodec.Read(ref reader));
                break;
            default:
                // An answer that came after its caller stopped waiting.
                break;
        }
    }

    public void OnClosed(Connection connection, Exception? failure)
    {
        if (failure is not null)
        {
            LogGatewayLost(_logger, connection.Peer, failure.Message);
        }

        _welcome.TrySetException(new SiloUnavailableException($"The gateway closed the connection: {failure?.Message}"));
        _pending.FailAll(connection, () => new SiloUnavailableException($"The connection to gateway {connection.Peer} was lost."));
    }

    public async ValueTask DisposeAsync()
    {
        if (_expiry is not null)
        {
            await _expiry.DisposeAsync();
        }

        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    private async Task<bool> TryConnectAsync(Uri gateway, List<string> failures, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(gateway.Host), gateway.Port), cancellationToken);
            var connection = new Connection(socket, this);
            _ = connection.RunAsync();
            using var writer = MessageWriter.Rent();
            Frames.WriteHello(writer, _clusterId);
            connection.TrySend(writer.Written.Span);
            await _welcome.Task.WaitAsync(cancellationToken);
            _gateway = connection;
            return true;
        }
        catch (Exception exception) when (exception is SocketException or SiloUnavailableException)
        {
            socket.Dispose();
            failures.Add($"{gateway}: {exception.Message}");
            return false;
        }
    }

    [LoggerMessage(141, LogLevel.Warning, "The connection to gateway {Gateway} was lost: {Reason}")]
    private static partial void LogGatewayLost(ILogger logger, string gateway, string reason);
}
