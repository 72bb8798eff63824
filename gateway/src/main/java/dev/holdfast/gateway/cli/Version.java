package dev.holdfast.gateway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version of the build, from the jar's manifest, and the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"holdfast " + ofBuild() + " (Java " + Runtime.version() + ")"};
  }

  static String ofBuild() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unbuilt" : version;
  }
}
