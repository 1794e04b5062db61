namespace Orleans;

/// <summary>A grain interface keyed by a Guid.</summary>
public interface IGrainWithGuidKey : IGrain;
