package dev.holdfast.gateway.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for 127.0.0.1, made by the JDK's own keytool for one test run. */
public record Identity(Path key, Path certificate, SSLContext trusting) {
  private static final String PASSWORD = "for-tests-only";

  public static Identity make(Path folder) throws Exception {
    KeyStore made = generate(folder.resolve("identity.p12"));
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    byte[] secret = made.getKey("id", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(key, pem("PRIVATE KEY", secret));
    Files.writeString(certificate, pem("CERTIFICATE", made.getCertificate("id").getEncoded()));
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("id", made.getCertificate("id"));
    return new Identity(key, certificate, context(trust));
  }

  private static SSLContext context(KeyStore trust) throws Exception {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static KeyStore generate(Path file) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        " -genkeypair -alias id -keyalg EC -storetype PKCS12 -dname CN=id -ext san=ip:127.0.0.1"
            + " -validity 2 -keystore "
            + file
            + " -storepass "
            + PASSWORD;
    List<String> command = List.of((keytool + options).split(" "));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String what, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }
}
