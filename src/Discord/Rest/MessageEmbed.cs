namespace Fabric.Discord.Rest;

/// <summary>A box in a message.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Description">Its text.</param>
/// <param name="Color">The colour of its edge, 0xRRGGBB.</param>
public sealed record MessageEmbed(string Title, string Description, int Color);
