using Fabric.Gateway;

return await GatewayProgram.RunAsync(args);
