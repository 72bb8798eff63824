package dev.holdfast.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The yardstick: nginx as a reverse proxy set up to relay every event at once and log nothing. */
// A configuration stands by itself, to be read as such.
@SuppressWarnings("InlineFormatString")
final class Nginx {
  private static final String CONFIG =
      """
      daemon off;
      worker_processes %d;
      pid %s/nginx.pid;
      error_log stderr;
      events { worker_connections 4096; }
      http {
        access_log off;
        client_body_temp_path %s/body;
        proxy_temp_path %s/proxy;
        fastcgi_temp_path %s/fastcgi;
        uwsgi_temp_path %s/uwsgi;
        scgi_temp_path %s/scgi;
        tcp_nodelay on;
        keepalive_requests 1000000000;
        upstream bench { server 127.0.0.1:%d; keepalive 256; keepalive_requests 1000000000; }
        server {
          listen 127.0.0.1:%d;
          location / {
            proxy_pass http://bench;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
          }
        }
      }
      """;

  private Nginx() {}

  /** Whether there is one, and where. */
  static @Nullable Path find() {
    String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(path)
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /** Starts one with so many workers. */
  static Target start(Path nginx, Path folder, int workers, int upstream) throws IOException {
    Path own = Files.createDirectories(folder.resolve("nginx-" + workers));
    int port = Doorbell.freePort();
    Object[] gaps = Stream.of(workers, own, own, own, own, own, own, upstream, port).toArray();
    Path config = Files.writeString(own.resolve("nginx.conf"), CONFIG.formatted(gaps));
    List<String> command = List.of(nginx.toString(), "-e", "stderr", "-c", config.toString());
    Child child = Child.logging(command, own.resolve("nginx.log"));
    Doorbell.listening(child, port);
    return new Target("nginx, " + workers + (workers == 1 ? " worker" : " workers"), port, child);
  }

  /** Its version, as it says it. */
  static String version(Path nginx) throws IOException {
    Process process = new ProcessBuilder(nginx.toString(), "-v").redirectErrorStream(true).start();
    try (var said = process.inputReader()) {
      String line = said.readLine();
      return line == null ? "nginx" : line.replace("nginx version: ", "");
    }
  }
}
