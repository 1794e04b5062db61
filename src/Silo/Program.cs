using Fabric.Silo;

return await FabricProgram.RunAsync(args);
