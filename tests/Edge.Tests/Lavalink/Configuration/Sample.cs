namespace Fabric.Edge.Tests.Lavalink.Configuration;

/// <summary>The example file that most users of Lavalink began with (lavalink.md §9.1, column "sample").</summary>
internal static class Sample
{
    public const string Yaml = """
        server:
          port: 2333
          address: 0.0.0.0
          http2:
            enabled: false # no TLS
        plugins:
        #  name:
        #    some_key: some_value
        lavalink:
          plugins:
        #    - dependency: "com.github.example:example-plugin:1.0.0"
        #      repository: "https://maven.example.com/releases"
        #      snapshot: false
        #  pluginsDir: "./plugins"
        #  defaultPluginRepository: "https://maven.lavalink.dev/releases"
          server:
            password: "youshallnotpass"
            sources:
              youtube: false
              bandcamp: true
              soundcloud: true
              twitch: true
              vimeo: true
              nico: true
              http: true
              local: false
            filters:
              volume: true
              equalizer: true
              karaoke: true
              timescale: true
              tremolo: true
              vibrato: true
              distortion: true
              rotation: true
              channelMix: true
              lowPass: true
            nonAllocatingFrameBuffer: false
            bufferDurationMs: 400
            frameBufferDurationMs: 5000
            opusEncodingQuality: 10
            resamplingQuality: LOW
            trackStuckThresholdMs: 10000
            useSeekGhosting: true
            youtubePlaylistLoadLimit: 6
            playerUpdateInterval: 5
            youtubeSearchEnabled: true
            soundcloudSearchEnabled: true
            soundcloudFilterOutPreviewTracks: false
            gc-warnings: true
            #ratelimit:
              #ipBlocks: ["1.0.0.0/8", "..."]
              #excludedIps: ["...", "..."]
              #strategy: "RotateOnBan"
              #searchTriggersFail: true
              #retryLimit: -1
            #httpConfig:
              #proxyHost: "localhost"
              #proxyPort: 3128
              #proxyUser: ""
              #proxyPassword: ""
            timeouts:
              connectTimeoutMs: 3000
              connectionRequestTimeoutMs: 3000
              socketTimeoutMs: 3000

        metrics:
          prometheus:
            enabled: false
            endpoint: /metrics

        sentry:
          dsn: ""
          environment: ""

        logging:
          file:
            path: ./logs/
          level:
            root: INFO
            lavalink: INFO
          request:
            enabled: true
            includeClientInfo: true
            includeHeaders: false
            includeQueryString: true
            includePayload: true
            maxPayloadLength: 10000
          logback:
            rollingpolicy:
              max-file-size: 1GB
              max-history: 30
        """;
}
