using Fabric.Bench;
using Fabric.Bench.Lanyard.Servers;

if (args is [BareKestrel.Command])
{
    await BareKestrel.RunAsync(Console.Out);
    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await new BenchCommand(BenchmarkRegistry.All, Console.Out, Console.Error, Path.Combine("artifacts", "bench"))
    .RunAsync(args, stop.Token);
