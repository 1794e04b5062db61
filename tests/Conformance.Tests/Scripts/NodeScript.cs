using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Fabric.Testing;

namespace Fabric.Conformance.Tests.Scripts;

/// <summary>
/// A Node script under test control. It tells what happens by JSON lines, each with an <c>event</c>; it is told what to
/// do by JSON lines with a <c>do</c>. Every wait is bounded and says what it waited for and what the script said last.
/// </summary>
public sealed class NodeScript : IAsyncDisposable
{
    private const int LinesShown = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly string _name;
    private readonly Lock _lock = new();
    private readonly List<JsonElement> _untaken = [];
    private readonly List<JsonElement> _all = [];
    private readonly StringBuilder _errors = new();
    private volatile bool _outputEnded;

    private NodeScript(Process process, string name)
    {
        _process = process;
        _name = name;
        process.OutputDataReceived += (_, line) => OnLine(line.Data);
        process.ErrorDataReceived += (_, line) => OnError(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a script of the node folder; <paramref name="config"/> is its one argument, as JSON.</summary>
    public static NodeScript Start(string script, object config)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            WorkingDirectory = NodePackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(script);
        start.ArgumentList.Add(JsonSerializer.Serialize(config));
        return new NodeScript(Process.Start(start)!, script);
    }

    /// <summary>Waits for an event that no earlier call has taken, and takes it.</summary>
    public async Task<JsonElement> ExpectAsync(string name, Func<JsonElement, bool>? where = null, string? meaning = null)
    {
        var what = $"'{name}' from {_name}{(meaning is null ? "" : $" ({meaning})")}";
        JsonElement? taken = null;
        await Eventually.TrueAsync(
            () =>
            {
                var ended = _outputEnded;
                taken = TryTake(name, where);
                if (taken is null && ended)
                {
                    throw new InvalidOperationException($"{_name} ended before {what}. {Tail()}");
                }

                return taken is not null;
            },
            what,
            Patience,
            Tail);
        return taken!.Value;
    }

    /// <summary>Tells the script to do something and waits until it is done.</summary>
    public async Task<JsonElement> DoAsync(string command, object? arguments = null)
    {
        var line = JsonSerializer.SerializeToNode(arguments ?? new object())!.AsObject();
        line["do"] = command;
        await _process.StandardInput.WriteLineAsync(line.ToJsonString());
        await _process.StandardInput.FlushAsync();
        var done = await ExpectAsync("done", message => message.GetProperty("do").GetString() == command, command);
        return done.GetProperty("result");
    }

    /// <summary>All events of a name so far, taken or not.</summary>
    public IReadOnlyList<JsonElement> Seen(string name)
    {
        lock (_lock)
        {
            return [.. _all.Where(message => message.GetProperty("event").GetString() == name)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(ExitPatience, TimeProvider.System);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
        finally
        {
            _process.Dispose();
        }
    }

    private JsonElement? TryTake(string name, Func<JsonElement, bool>? where)
    {
        lock (_lock)
        {
            var index = _untaken.FindIndex(message => message.GetProperty("event").GetString() == name && where?.Invoke(message) != false);
            if (index < 0)
            {
                return null;
            }

            var message = _untaken[index];
            _untaken.RemoveAt(index);
            return message;
        }
    }

    private void OnLine(string? line)
    {
        if (line is null)
        {
            _outputEnded = true;
            return;
        }

        var message = JsonElement.Parse(line);
        lock (_lock)
        {
            _all.Add(message);
            _untaken.Add(message);
        }
    }

    private void OnError(string? line)
    {
        lock (_lock)
        {
            _errors.AppendLine(line);
        }
    }

    private string Tail()
    {
        lock (_lock)
        {
            var lines = _all.TakeLast(LinesShown).Select(static message => message.GetRawText());
            return $"\n  {string.Join("\n  ", lines)}\n  stderr: {_errors}";
        }
    }
}
