namespace Orleans.Concurrency;

/// <summary>On a grain interface method: its calls may run between the awaits of any other call.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
