using System.Runtime.InteropServices;

namespace Fabric.Edge.Composition;

/// <summary>The signals that ask a process to stop, from its first moment on: also while it still waits for what it needs.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly CancellationTokenSource _askedAgain = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal),
    ];

    /// <summary>The process has been asked to stop.</summary>
    public CancellationToken Asked => _asked.Token;

    /// <summary>It has been asked twice: whoever asks does not want to wait.</summary>
    public CancellationToken AskedAgain => _askedAgain.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        (_asked.IsCancellationRequested ? _askedAgain : _asked).Cancel();
    }
}
