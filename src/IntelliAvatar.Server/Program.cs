using IntelliAvatar.Server;

return await Commands.RunAsync(args);
