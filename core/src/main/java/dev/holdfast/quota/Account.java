package dev.holdfast.quota;

import org.jspecify.annotations.Nullable;

/**
 * Whose limits they are: an organization's, or a workspace's in it. All its credentials share them.
 *
 * @param upstream where it has them
 * @param organization null if the upstream did not tell
 * @param workspace null if the upstream did not tell
 * @param credential stands for the account while the organization is not known; null once it is
 */
public record Account(
    String upstream,
    @Nullable String organization,
    @Nullable String workspace,
    @Nullable String credential) {

  static Account of(Holder holder, QuotaReading reading) {
    String organization = reading.organization();
    return organization == null
        ? new Account(holder.upstream(), null, null, holder.credential())
        : new Account(holder.upstream(), organization, reading.workspace(), null);
  }
}
