using Fabric.Silo;

return args is [MigrateCommand.Name, ..]
    ? await MigrateCommand.RunAsync(args[1..], Console.Out, Console.Error, CancellationToken.None)
    : await FabricProgram.RunAsync(args);
