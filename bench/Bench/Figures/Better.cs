using System.Text.Json.Serialization;

namespace Fabric.Bench.Figures;

/// <summary>Which way a figure is good.</summary>
internal enum Better
{
    /// <summary>The target is a ceiling.</summary>
    [JsonStringEnumMemberName("lower")]
    Lower = 0,

    /// <summary>The target is a floor.</summary>
    [JsonStringEnumMemberName("higher")]
    Higher = 1,
}
