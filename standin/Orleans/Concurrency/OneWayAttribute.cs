namespace Orleans.Concurrency;

/// <summary>On a grain interface method: the caller does not wait for the call, and never learns of a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
