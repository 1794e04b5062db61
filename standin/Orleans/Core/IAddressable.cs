namespace Orleans.Runtime;

/// <summary>Whatever can be called by reference: grains.</summary>
public interface IAddressable;
