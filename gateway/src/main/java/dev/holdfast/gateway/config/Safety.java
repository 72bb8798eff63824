package dev.holdfast.gateway.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The checks that look at more than one value: safe by default, and no start that must fail. */
final class Safety {
  private final Settings settings;

  private Safety(Settings settings) {
    this.settings = settings;
  }

  static void check(Settings settings) {
    Safety safety = new Safety(settings);
    safety.adminIsGuarded();
    safety.keysTravelEncrypted();
    safety.ownKeysAreGuarded();
    safety.canaryHasAKey();
    safety.portsDiffer();
    safety.upstreamIsNotTheGateway();
    safety.tlsIsWhole();
    safety.pem(Keys.TLS_CERT, "CERTIFICATE");
    safety.pem(Keys.TLS_KEY, "PRIVATE KEY");
    safety.pem(Keys.UPSTREAM_CA_FILE, "CERTIFICATE");
    safety.backoffFits();
    safety.leadersCanMeet();
  }

  private void leadersCanMeet() {
    boolean leader = settings.of(AlertKeys.MODE) == AlertConfig.Mode.LEADER;
    boolean shared = settings.of(Keys.HISTORY).text().startsWith(HistoryUrl.POSTGRESQL);
    if (leader && !shared && settings.sound(AlertKeys.MODE, Keys.HISTORY)) {
      settings.complain(
          AlertKeys.MODE,
          "'leader' needs a history that the gateways share: set history.url to postgresql://…");
    }
  }

  private void adminIsGuarded() {
    Address admin = settings.of(Keys.ADMIN_LISTEN);
    boolean guarded = admin.isLoopback() || settings.ifSet(Keys.ADMIN_TOKEN) != null;
    if (!guarded && settings.sound(Keys.ADMIN_LISTEN, Keys.ADMIN_TOKEN)) {
      settings.complain(
          Keys.ADMIN_LISTEN,
          "%s is open to other machines and needs a token: set admin.token or HOLDFAST_ADMIN_TOKEN"
              .formatted(admin));
    }
  }

  private void keysTravelEncrypted() {
    URI url = settings.of(Keys.UPSTREAM_URL);
    boolean open = Urls.scheme(url).equals("http") && !Urls.isLoopback(url);
    if (open
        && !settings.of(Keys.UPSTREAM_INSECURE)
        && settings.sound(Keys.UPSTREAM_URL, Keys.UPSTREAM_INSECURE)) {
      settings.complain(
          Keys.UPSTREAM_URL,
          "'%s' would send keys in the clear: use https, or set upstream.insecure: true"
              .formatted(url));
    }
  }

  /** Whoever reaches the listener spends the gateway's own keys. */
  private void ownKeysAreGuarded() {
    Address listen = settings.of(Keys.LISTEN);
    boolean own = !settings.items(Items.KEYS).isEmpty();
    if (own && !listen.isLoopback() && settings.sound(Keys.LISTEN)) {
      settings.complain(
          Keys.LISTEN,
          "%s would lend upstream.keys to every machine that reaches it: listen on loopback"
              .formatted(listen));
    }
  }

  /** A caller's key is for the caller's calls. */
  private void canaryHasAKey() {
    boolean asks = settings.ifSet(Keys.UPSTREAM_CANARY) != null;
    if (asks && settings.items(Items.KEYS).isEmpty() && settings.sound(Keys.UPSTREAM_CANARY)) {
      settings.complain(
          Keys.UPSTREAM_CANARY,
          "asks with a key of the gateway's own: name one in upstream.keys, or leave this out");
    }
  }

  private void portsDiffer() {
    Address gateway = settings.of(Keys.LISTEN);
    Address admin = settings.of(Keys.ADMIN_LISTEN);
    if (gateway.collidesWith(admin) && settings.sound(Keys.LISTEN, Keys.ADMIN_LISTEN)) {
      boolean blameAdmin = !settings.source(Keys.ADMIN_LISTEN).equals(Source.DEFAULT);
      settings.complain(
          blameAdmin ? Keys.ADMIN_LISTEN : Keys.LISTEN,
          "port %d is wanted by both listen and admin.listen: give one of them another"
              .formatted(admin.port()));
    }
  }

  /** A gateway that calls itself would go round until it runs out of sockets. */
  private void upstreamIsNotTheGateway() {
    URI url = settings.of(Keys.UPSTREAM_URL);
    int port = settings.of(Keys.LISTEN).port();
    if (Urls.isLoopback(url) && Urls.port(url) == port && settings.sound(Keys.UPSTREAM_URL)) {
      settings.complain(
          settings.source(Keys.UPSTREAM_URL).equals(Source.DEFAULT)
              ? Keys.LISTEN
              : Keys.UPSTREAM_URL,
          "'%s' is the gateway itself: give the address behind it, or another port".formatted(url));
    }
  }

  private void tlsIsWhole() {
    boolean cert = !settings.source(Keys.TLS_CERT).equals(Source.DEFAULT);
    boolean key = !settings.source(Keys.TLS_KEY).equals(Source.DEFAULT);
    if (cert != key) {
      Key<Path> given = cert ? Keys.TLS_CERT : Keys.TLS_KEY;
      settings.complain(given, "needs tls." + (cert ? "key" : "cert") + " beside it");
    }
  }

  private void pem(Key<Path> key, String wanted) {
    Path file = settings.ifSet(key);
    if (file == null) {
      return;
    }
    try {
      if (!Files.readString(file).matches("(?s).*-----BEGIN [A-Z ]*" + wanted + "-----.*")) {
        settings.complain(
            key, "'" + file + "' holds no PEM block " + wanted + ": is it the right file?");
      }
    } catch (IOException e) {
      String why = Files.exists(file) ? "cannot be read: check its permissions" : "does not exist";
      settings.complain(key, "the file '%s' %s".formatted(file, why));
    }
  }

  private void backoffFits() {
    Duration base = settings.of(Keys.BACKOFF_BASE);
    Duration cap = settings.of(Keys.BACKOFF_CAP);
    if (cap.compareTo(base) < 0 && settings.sound(Keys.BACKOFF_BASE, Keys.BACKOFF_CAP)) {
      boolean blameCap = !settings.source(Keys.BACKOFF_CAP).equals(Source.DEFAULT);
      settings.complain(
          blameCap ? Keys.BACKOFF_CAP : Keys.BACKOFF_BASE,
          "the cap (%s) must be at least the base (%s)"
              .formatted(DurationText.of(cap), DurationText.of(base)));
    }
  }
}
