namespace Fabric.Protocol;

/// <summary>Where chance comes from (jitter, identifiers). Injected, so that tests replay exact sequences.</summary>
public interface IRandomSource
{
    /// <summary>A number in [0, 1).</summary>
    double NextDouble();

    /// <summary>Fills the span with bytes fit for secrets.</summary>
    void Fill(Span<byte> bytes);
}
