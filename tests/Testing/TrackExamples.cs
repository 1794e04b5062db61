namespace Fabric.Testing;

/// <summary>The worked examples of lavalink.md §5.4.</summary>
public static class TrackExamples
{
    public const string Version2 =
        "QAAAjQIAJVJpY2sgQXN0bGV5IC0gTmV2ZXIgR29ubmEgR2l2ZSBZb3UgVXAADlJpY2tBc3RsZXlWRVZPAAAAAAADPCAAC2RRdzR3OVdnWGNRAAEAK2h0dHBzOi8vd3d3LnlvdXR1YmUuY29tL3dhdGNoP3Y9ZFF3NHc5V2dYY1EAB3lvdXR1YmUAAAAAAAAAAA==";

    public const string Http =
        "QAAAjQMAC0RlYXRoIG9mIE1lAApTQUlOVCBQSE5YAAAAAAAAdVgAKGh0dHBzOi8vd3d3Lm1ib3hkcml2ZS5jb20vc3RhcnRtdXNpYy5tcDMAAQAoaHR0cHM6Ly93d3cubWJveGRyaXZlLmNvbS9zdGFydG11c2ljLm1wMwAAAARodHRwAANtcDMAAAAAAAAAAA==";

    public const string Emoji =
        "QAAA2gMAN0NvenkgYW5pbWFsIGNyb3NzaW5nIG11c2ljIHRoYXQgY3VyZSBteSBoZWFkYWNoZXPtoLztvL8AC1RlbmRvIEZhcm1zAAAAAAA/26gACzhUYkx1Qk9DbFNnAAEAK2h0dHBzOi8vd3d3LnlvdXR1YmUuY29tL3dhdGNoP3Y9OFRiTHVCT0NsU2cBADpodHRwczovL2kueXRpbWcuY29tL3ZpX3dlYnAvOFRiTHVCT0NsU2cvbWF4cmVzZGVmYXVsdC53ZWJwAAAHeW91dHViZQAAAAAAAAAA";

    public const string SoundCloud =
        "QAABJAMAClRhbGsgYSBMb3QACjQwNHZpbmNlbnQAAAAAAAHr1gBxTzpodHRwczovL2FwaS12Mi5zb3VuZGNsb3VkLmNvbS9tZWRpYS9zb3VuZGNsb3VkOnRyYWNrczo4NTE0MjEwNzYvMzUyYTRiOTAtNzYxOS00M2E5LWJiOGItMjIxMzE0YzFjNjNhL3N0cmVhbS9obHMAAQAsaHR0cHM6Ly9zb3VuZGNsb3VkLmNvbS80MDR2aW5jZW50L3RhbGstYS1sb3QBADpodHRwczovL2kxLnNuZGNkbi5jb20vYXJ0d29ya3MtRTN1ek5Gc0Y4QzBXLTAtb3JpZ2luYWwuanBnAQAMUVpITkExOTg1Nzg0AApzb3VuZGNsb3VkAAAAAAAAAAA=";

    public const string Version1 = "AAAALQABVAABQQAAAAAAAAPoAAgvbS9hLm1wMwAABWxvY2FsAANtcDMAAAAAAAAAAA==";

    public const string Stream =
        "QAAAcwMADVVua25vd24gdGl0bGUADlVua25vd24gYXJ0aXN0f/////////8AGGh0dHBzOi8vZXhhbXBsZS5jb20vbGl2ZQEBABhodHRwczovL2V4YW1wbGUuY29tL2xpdmUAAAAEaHR0cAADbXAzAAAAAAAAAAA=";

    public const string Hls =
        "QAAAgQMADVVua25vd24gdGl0bGUADlVua25vd24gYXJ0aXN0f/////////8AGmh0dHBzOi8vZXhhbXBsZS5jb20vYS5tM3U4AQEAGmh0dHBzOi8vZXhhbXBsZS5jb20vYS5tM3U4AAAABGh0dHAADW0zdXxobHMtb3V0ZXIAAAAAAAAF3A==";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Version2, Http, Emoji, SoundCloud, Version1, Stream, Hls];
}
