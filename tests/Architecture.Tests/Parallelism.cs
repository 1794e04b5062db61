// Assemblies are read with Mono.Cecil, whose modules resolve what they refer to as they are looked at, and are not made for several threads.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
