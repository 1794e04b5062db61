using Fabric.Edge.Lavalink.Configuration;

namespace Fabric.Silo;

/// <summary>What <c>fabric config check</c> found.</summary>
/// <param name="IsUsable">Whether the program would start with it.</param>
/// <param name="Listener">Where Lavalink would be served; null when that cannot be told.</param>
/// <param name="Files">The files of Lavalink that were read.</param>
/// <param name="Settings">Every setting; secrets are masked.</param>
/// <param name="Warnings">What has no effect, or is risky.</param>
/// <param name="Notes">Keys without a meaning here.</param>
/// <param name="Problems">Why it is not usable.</param>
internal sealed record ConfigReport(
    bool IsUsable,
    string? Listener,
    IReadOnlyList<string> Files,
    IReadOnlyList<EffectiveSetting> Settings,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Problems);
