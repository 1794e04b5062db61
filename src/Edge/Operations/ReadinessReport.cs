using System.Text.Json;

namespace Fabric.Edge.Operations;

/// <summary>What all checks found.</summary>
/// <param name="Problems">Each check by name, with its problem or null.</param>
internal sealed record ReadinessReport(IReadOnlyList<KeyValuePair<string, string?>> Problems)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public bool IsReady => Problems.All(static problem => problem.Value is null);

    /// <summary>Runs the checks side by side. One that fails or does not answer is a problem of its own.</summary>
    public static async Task<ReadinessReport> MakeAsync(IEnumerable<IReadinessCheck> checks, TimeProvider time, CancellationToken cancellation) =>
        new(await Task.WhenAll(checks.Select(check => RunAsync(check, time, cancellation))));

    /// <summary>The report as JSON.</summary>
    public byte[] ToJson()
    {
        using var target = new MemoryStream();
        using (var writer = new Utf8JsonWriter(target))
        {
            writer.WriteStartObject();
            writer.WriteString("status", IsReady ? "ready" : "not ready");
            writer.WriteStartArray("checks");
            foreach (var (name, problem) in Problems)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteBoolean("ready", problem is null);
                writer.WriteString("reason", problem);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return target.ToArray();
    }

    private static async Task<KeyValuePair<string, string?>> RunAsync(IReadinessCheck check, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var problem = await check.FindProblemAsync(cancellation).AsTask().WaitAsync(Patience, time, cancellation);
            return KeyValuePair.Create(check.Name, problem);
        }
        catch (TimeoutException)
        {
            return KeyValuePair.Create<string, string?>(check.Name, $"no answer within {Patience.TotalSeconds:0} s");
        }
#pragma warning disable CA1031 // Whatever a check fails with is its result.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return KeyValuePair.Create<string, string?>(check.Name, exception.Message);
        }
    }
}
