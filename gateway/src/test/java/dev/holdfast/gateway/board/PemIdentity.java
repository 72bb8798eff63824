package dev.holdfast.gateway.board;

import dev.holdfast.gateway.config.GatewayConfig.Tls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate as PEM files, made by the JDK's keytool, and sockets that trust them. */
record PemIdentity(Tls tls, SocketFactory sockets) {
  private static final String PASSWORD = "for-tests-only";

  static PemIdentity make(Path folder) throws Exception {
    KeyStore made = generate(folder.resolve("identity.p12"));
    Path cert = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Files.writeString(cert, pem("CERTIFICATE", made.getCertificate("it").getEncoded()));
    byte[] secret = made.getKey("it", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(key, pem("PRIVATE KEY", secret));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(made);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new PemIdentity(new Tls(cert, key), context.getSocketFactory());
  }

  private static KeyStore generate(Path file) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String options = "-genkeypair -alias it -keyalg EC -storetype PKCS12 -dname CN=it -storepass ";
    List<String> command = new ArrayList<>(List.of((options + PASSWORD).split(" ", -1)));
    command.add(0, keytool.toString());
    command.addAll(List.of("-keystore", file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException(new String(output, StandardCharsets.UTF_8));
    }
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, text);
  }
}
