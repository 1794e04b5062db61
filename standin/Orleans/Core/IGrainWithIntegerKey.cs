namespace Orleans;

/// <summary>A grain interface keyed by a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;
