using System.Text.Json;

namespace Fabric.Edge.Operations;

/// <summary>What all checks found.</summary>
internal sealed record ReadinessReport(IReadOnlyList<ReadinessFinding> Findings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public bool IsReady => Findings.All(static finding => finding.Problem is null);

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
            foreach (var (name, problem, detail) in Findings)
            {
                writer.WriteStartObject();
                writer.WriteString("name", name);
                writer.WriteBoolean("ready", problem is null);
                writer.WriteString("reason", problem);
                if (detail is not null)
                {
                    writer.WriteString("detail", detail);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return target.ToArray();
    }

    private static async Task<ReadinessFinding> RunAsync(IReadinessCheck check, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            var problem = await check.FindProblemAsync(cancellation).AsTask().WaitAsync(Patience, time, cancellation);
            return new ReadinessFinding(check.Name, problem, check.Detail);
        }
        catch (TimeoutException)
        {
            return new ReadinessFinding(check.Name, $"no answer within {Patience.TotalSeconds:0} s", check.Detail);
        }
#pragma warning disable CA1031 // Whatever a check fails with is its result.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new ReadinessFinding(check.Name, exception.Message, check.Detail);
        }
    }
}
