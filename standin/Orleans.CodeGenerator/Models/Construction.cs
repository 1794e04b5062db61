namespace Orleans.CodeGenerator.Models;

/// <summary>How a codec makes the value whose members it then sets.</summary>
internal enum Construction
{
    /// <summary>It cannot: the type is abstract.</summary>
    None,

    /// <summary>An accessible parameterless constructor.</summary>
    New,

    /// <summary>A parameterless constructor that is private, or that would ask for required members.</summary>
    Accessor,

    /// <summary>No parameterless constructor (positional records): an object whose constructor does not run, as Orleans makes it.</summary>
    Uninitialized,

    /// <summary>A struct whose constructor does not run.</summary>
    Default,
}
