package dev.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key has the same alias after a restart, and another one elsewhere. */
class SaltFileTest {
  @TempDir Path folder;

  @Test
  void theSameInstallationTheSameAliases() throws Exception {
    Path file = folder.resolve("state/history.db.salt");
    String first = SaltFile.aliases(file).of("sk-ant-1");
    assertThat(SaltFile.aliases(file).of("sk-ant-1")).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(SaltFile.aliases(folder.resolve("other.salt")).of("sk-ant-1")).isNotEqualTo(first);
  }

  @Test
  void aFileThatIsNoSaltKeepsNobodyFromStarting() throws Exception {
    Path file = Files.writeString(folder.resolve("x.salt"), "short");
    assertThat(SaltFile.aliases(file).of("sk-ant-1")).hasSize(8);
    assertThat(file).hasContent("short");
  }
}
