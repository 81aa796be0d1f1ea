using IntelliAvatar.Server.CommandLine;

return await Commands.RunAsync(args);
