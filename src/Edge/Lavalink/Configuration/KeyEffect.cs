namespace Fabric.Edge.Lavalink.Configuration;

/// <summary>What becomes of a key of Lavalink's configuration.</summary>
internal enum KeyEffect
{
    /// <summary>The fabric acts on it.</summary>
    Acts,

    /// <summary>It asks for something that the fabric does not have: worth a warning where it is asked for.</summary>
    Missing,

    /// <summary>It has no meaning outside Lavalink's own program: worth a note.</summary>
    Meaningless,
}
