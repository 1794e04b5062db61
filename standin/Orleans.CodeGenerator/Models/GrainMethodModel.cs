namespace Orleans.CodeGenerator.Models;

/// <summary>A method of a grain interface.</summary>
/// <param name="DeclaringType">The interface that declares it, fully qualified.</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="WireName">The name under which it is called, unique in its interface.</param>
/// <param name="RequestName">The name of the generated request class.</param>
/// <param name="Return">What it returns.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="Options">What its attributes say.</param>
internal sealed record GrainMethodModel(
    string DeclaringType,
    string Name,
    string WireName,
    string RequestName,
    GrainMethodReturn Return,
    EquatableArray<ParameterModel> Parameters,
    GrainMethodOptions Options);
