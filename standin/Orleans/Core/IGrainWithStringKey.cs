namespace Orleans;

/// <summary>A grain interface keyed by a string.</summary>
public interface IGrainWithStringKey : IGrain;
