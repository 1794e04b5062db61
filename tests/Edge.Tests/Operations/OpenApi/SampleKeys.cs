namespace Fabric.Edge.Tests.Operations.OpenApi;

/// <summary>Which of the keys that its schema knows a sample's objects have. Objects that may have any others are not looked at.</summary>
internal enum SampleKeys
{
    /// <summary>Those that are required, and perhaps others.</summary>
    Any,

    /// <summary>Those that are required and no others.</summary>
    Required,

    /// <summary>Every one.</summary>
    All,
}
