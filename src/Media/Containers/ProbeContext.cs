using Fabric.Media.Containers.Tags;

namespace Fabric.Media.Containers;

/// <summary>What a probe works on.</summary>
/// <param name="Input">The file, at its beginning or behind the ID3 tag there.</param>
/// <param name="Hints">What is known already.</param>
/// <param name="Id3">What the ID3 tag says.</param>
internal sealed record ProbeContext(ByteReader Input, ProbeHints Hints, AudioTags Id3);
