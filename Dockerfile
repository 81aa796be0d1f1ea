FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/IntelliAvatar.Server --configuration Release --property:RestoreLockedMode=true --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl espeak-ng ffmpeg flite util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o $APP_UID -g $APP_UID /data
COPY --from=build /app /app

# The base image would listen everywhere; without accounts we listen on loopback only, and a proxy in the same network namespace stands before us.
ENV ASPNETCORE_HTTP_PORTS= HOME=/data
USER $APP_UID
# Besides /tmp the only place that must be writable: unfinished files, the engine's cache and, unless set otherwise, everything.
WORKDIR /data
VOLUME /data
HEALTHCHECK --start-period=30s CMD curl -fsS http://127.0.0.1:8000/health/ready
ENTRYPOINT ["dotnet", "/app/intelliavatar.dll"]
CMD ["serve"]
