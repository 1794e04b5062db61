using Fabric.Silo;

return args switch
{
    [MigrateCommand.Name, .. var rest] => await MigrateCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    [ImportCommand.Name, .. var rest] => await ImportCommand.RunAsync(
        rest, Console.Out, Console.Error, !Console.IsErrorRedirected, CancellationToken.None),
    [ConfigCommand.Name, .. var rest] => await ConfigCommand.RunAsync(rest, Console.Out, Console.Error),
    [VersionCommand.Name, ..] => VersionCommand.Run(Console.Out),
    _ => await FabricProgram.RunAsync(args),
};
