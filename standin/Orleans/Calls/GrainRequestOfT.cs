using System.ComponentModel;
using Orleans.Runtime.Messaging;

namespace Orleans.StandIn;

/// <summary>A call whose answer is a <typeparamref name="TResult" />; <see cref="NoResult" /> for none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainRequest<TResult> : GrainRequest
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _answered;

    internal Task<TResult> Task => _answer.Task;

    internal sealed override bool IsAnswered => _answered;

    internal sealed override void Complete(Task finished)
    {
        if (finished.IsFaulted)
        {
            Fail(finished.Exception!.InnerException!);
        }
        else if (finished.IsCanceled)
        {
            Fail(new TaskCanceledException(finished));
        }
        else
        {
#pragma warning disable RS0030 // The task has finished.
            Succeed(finished is Task<TResult> typed ? typed.Result : default!);
#pragma warning restore RS0030
        }
    }

    internal sealed override void Fail(Exception exception)
    {
        if (Interlocked.Exchange(ref _answered, true))
        {
            return;
        }

        if (ReplyTo is { } reply)
        {
            reply.SendFailure(exception);
        }
        else
        {
            _answer.TrySetException(exception);
        }
    }

    internal sealed override void ReadResult(ref MessageReader reader)
    {
        if (!TryRelay(FrameKind.Result, ref reader))
        {
            _answered = true;
            _answer.TrySetResult(ResultCodec.Instance.Read(ref reader));
        }
    }

    internal sealed override void ReadFailure(ref MessageReader reader)
    {
        if (!TryRelay(FrameKind.Failure, ref reader))
        {
            Fail(ExceptionCodec.Read(ref reader));
        }
    }

    /// <summary>An answer for another process is passed on unread.</summary>
    private bool TryRelay(FrameKind kind, ref MessageReader reader)
    {
        if (ReplyTo is not { } reply)
        {
            return false;
        }

        if (!Interlocked.Exchange(ref _answered, true))
        {
            reply.Relay(kind, reader.ReadRest());
        }

        return true;
    }

    private void Succeed(TResult result)
    {
        if (Interlocked.Exchange(ref _answered, true))
        {
            return;
        }

        var codec = ResultCodec.Instance;
        if (ReplyTo is { } reply)
        {
            reply.SendResult(codec, result);
        }
        else
        {
            _answer.TrySetResult(codec.IsImmutable ? result : codec.Copy(result));
        }
    }

    private static class ResultCodec
    {
        public static readonly Codec<TResult> Instance = Codecs.Get<TResult>();
    }
}
