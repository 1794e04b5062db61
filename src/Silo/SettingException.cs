namespace Fabric.Silo;

/// <summary>A setting that cannot work. The message names it, its value and the fix.</summary>
internal sealed class SettingException(string message) : Exception(message);
