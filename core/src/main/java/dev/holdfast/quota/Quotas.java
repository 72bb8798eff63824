package dev.holdfast.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of a process, by account and pool. A credential gets one only once the upstream has
 * accepted it, so that nobody can fill them up with keys that he made up; and there are 256 at
 * most. A request without one is neither paced nor kept out.
 */
public final class Quotas {
  private final QuotaPolicy policy;
  private final Few<Holder, Account> accounts = new Few<>();
  private final Few<Key, Quota> quotas = new Few<>();

  private record Key(Account account, Pool pool) {}

  /**
   * One quota and whose it is.
   *
   * @param credentials the credentials that share it, by name
   * @param view how it stands
   */
  public record Row(Account account, List<String> credentials, Pool pool, QuotaView view) {
    public Row {
      credentials = List.copyOf(credentials);
    }
  }

  /** No quota yet. */
  public Quotas(QuotaPolicy policy) {
    this.policy = policy;
  }

  /** The quota of a request; null while there is none. */
  public @Nullable Quota of(Instant now, Claim claim) {
    Account account = accounts.get(claim.holder(), now);
    return account == null ? null : quotas.get(new Key(account, claim.pool()), now);
  }

  /**
   * An attempt came back: if the upstream accepted its credential it has a quota from here on.
   *
   * @param asked the quota that was asked before it was sent; null if there was none
   * @param share what it was sent with; null if nothing
   * @return how long a request like it must wait before it fits; zero unless it met a rate limit
   */
  public Duration heard(
      Instant now, Claim claim, @Nullable Quota asked, @Nullable Reservation share, Heard heard) {
    Quota own = asked;
    if (accepted(heard) && (asked == null || unnamed(now, claim.holder(), heard))) {
      own = accept(now, claim, heard.reading());
    }
    if (own == null) {
      return Duration.ZERO;
    }
    return own.heard(now, own == asked ? share : null, heard);
  }

  /** Whether the answer tells whose limits they are, which was not known so far. */
  private boolean unnamed(Instant now, Holder holder, Heard heard) {
    Account account = accounts.get(holder, now);
    return heard.reading().organization() != null
        && (account == null || account.organization() == null);
  }

  /** A limit that is not told in the upstream's own headers may be that of something between. */
  private static boolean accepted(Heard heard) {
    QuotaReading reading = heard.reading();
    boolean own = reading.tells() || reading.organization() != null;
    return switch (heard.of()) {
      case SUCCESS -> true;
      case LIMITED, SPENT -> own;
      case REJECTED, FAILURE -> false;
    };
  }

  private synchronized @Nullable Quota accept(Instant now, Claim claim, QuotaReading reading) {
    Holder holder = claim.holder();
    Pool pool = claim.pool();
    Account account = accounts.get(holder, now);
    if (account == null || (account.organization() == null && reading.organization() != null)) {
      account = Account.of(holder, reading);
      if (!accounts.put(holder, account, now)) {
        return null;
      }
    }
    Key key = new Key(account, pool);
    Quota known = quotas.get(key, now);
    Quota quota = known == null ? new Quota(policy, pool.fast(), now) : known;
    return known != null || quotas.put(key, quota, now) ? quota : null;
  }

  /** How all of them stand. */
  public List<Row> view(Instant now) {
    Map<String, Row> rows = new TreeMap<>();
    quotas.forEach((key, quota) -> {
      List<String> names = new ArrayList<>();
      accounts.forEach((holder, account) -> {
        if (account.equals(key.account())) {
          names.add(holder.credential());
        }
      });
      names.sort(null);
      Row row = new Row(key.account(), names, key.pool(), quota.view(now));
      rows.put(key.toString(), row);
    });
    return List.copyOf(rows.values());
  }
}
