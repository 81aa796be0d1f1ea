# deploy/pin-images writes digests beside these tags.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.401-noble
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.12-noble

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/IntelliAvatar.Server --configuration Release --property:RestoreLockedMode=true --output /app

FROM ${RUNTIME_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl espeak-ng ffmpeg flite libheif-examples libheif-plugin-aomdec libheif-plugin-libde265 util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -m 700 -o 1654 -g 1654 /data
COPY --from=build /app /app

# The base image would listen everywhere; without accounts we listen on loopback only, and a proxy in the same network namespace stands before us.
ENV ASPNETCORE_HTTP_PORTS= HOME=/data
USER 1654:1654
# Besides /tmp the only place that must be writable: unfinished files, the engine's cache and, unless set otherwise, everything.
WORKDIR /data
VOLUME /data
# Of the default command; compose.yaml and the chart ask a scheduler and a model server in their own ways.
HEALTHCHECK --start-period=30s --timeout=10s CMD ["curl", "-fsS", "http://127.0.0.1:8000/health/ready"]
# Nobody else on the machine reads what is written.
ENTRYPOINT ["/bin/sh", "-c", "umask 077 && exec dotnet /app/intelliavatar.dll \"$@\"", "intelliavatar"]
CMD ["serve"]
