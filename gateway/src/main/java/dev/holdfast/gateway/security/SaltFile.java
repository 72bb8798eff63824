package dev.holdfast.gateway.security;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The salt of an installation, in a file for its owner alone. Without it a key would have another
 * alias after each restart, and what is remembered of it would be of somebody else.
 */
public final class SaltFile {
  private static final Logger LOG = LoggerFactory.getLogger(SaltFile.class);
  private static final int SALT = 32;

  private SaltFile() {}

  /** Aliases by the salt in a file, which is made if it is not there; else of this process only. */
  public static Aliases aliases(Path file) {
    try {
      return new Aliases(read(file));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("why", e.toString())
          .log("aliases of keys will be others after a restart");
      return Aliases.ofThisProcess();
    }
  }

  private static byte[] read(Path file) throws IOException {
    byte[] fresh = new byte[SALT];
    new SecureRandom().nextBytes(fresh);
    try {
      write(file, fresh);
      return fresh;
    } catch (FileAlreadyExistsException known) {
      byte[] salt = Files.readAllBytes(file);
      if (salt.length != SALT) {
        throw new IOException("holds no salt of " + SALT + " bytes: remove it", known);
      }
      return salt;
    }
  }

  private static void write(Path file, byte[] salt) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, owner("rwx------"));
    }
    Files.createFile(file, owner("rw-------"));
    Files.write(file, salt, StandardOpenOption.WRITE);
  }

  private static FileAttribute<?>[] owner(String permissions) {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
