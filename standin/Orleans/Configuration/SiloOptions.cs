namespace Orleans.Configuration;

/// <summary>The silo's name.</summary>
public class SiloOptions
{
    /// <summary>The name; made from the address where none is set.</summary>
    public string SiloName { get; set; } = null!;
}
