package dev.holdfast.gateway.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe: Java's own certificates, and those that the upstream needs besides. An upstream
 * of one's own has its own certificate where the public page has a public one; a proxy that opens
 * TLS signs both.
 */
final class Trust {
  private Trust() {}

  /**
   * Java's own and those of a file.
   *
   * @throws IllegalArgumentException if the file holds no certificates
   */
  static TrustManager alsoOf(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      for (TrustManager manager : managers(null)) {
        add(all, manager);
      }
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        all.setCertificateEntry("file-" + all.size(), one);
      }
      return managers(all)[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("cannot read certificates of " + pem, e);
    }
  }

  private static void add(KeyStore all, TrustManager manager) throws GeneralSecurityException {
    if (manager instanceof X509TrustManager known) {
      for (X509Certificate one : known.getAcceptedIssuers()) {
        all.setCertificateEntry("java-" + all.size(), one);
      }
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore of) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(of);
    return factory.getTrustManagers();
  }
}
