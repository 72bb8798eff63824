package dev.holdfast.lab.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A key and a certificate for 127.0.0.1, made by the JDK's own keytool for one test run. */
record TestIdentity(Tls tls, KeyStore store) {
  private static final String PASSWORD = "for-tests-only";

  static TestIdentity make(Path folder) throws Exception {
    KeyStore made = generate(folder.resolve("identity.p12"));
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    var entry = made.getKey("lab", PASSWORD.toCharArray());
    Files.writeString(key, pem("PRIVATE KEY", entry.getEncoded()));
    Files.writeString(certificate, pem("CERTIFICATE", made.getCertificate("lab").getEncoded()));
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("lab", made.getCertificate("lab"));
    return new TestIdentity(new Tls(key, certificate), trust);
  }

  private static KeyStore generate(Path file) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command =
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "lab",
            "-keyalg",
            "EC",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD,
            "-dname",
            "CN=lab",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
