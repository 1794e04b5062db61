namespace Fabric.Edge.Composition;

/// <summary>A setting that cannot work. The message names it, its value and the fix.</summary>
#pragma warning disable CA1032 // Without a message it would say nothing.
public sealed class SettingException(string message) : Exception(message);
#pragma warning restore CA1032
