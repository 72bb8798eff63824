package dev.holdfast.gateway.relay;

import dev.holdfast.gateway.edit.CannotChange;
import dev.holdfast.gateway.edit.ContinuedRequest;
import dev.holdfast.gateway.resume.Continued;
import dev.holdfast.gateway.resume.Cost;
import dev.holdfast.gateway.resume.Partial;
import dev.holdfast.outcome.ErrorBody;
import dev.holdfast.outcome.Outcome;
import dev.holdfast.outcome.Outcome.Answered;
import dev.holdfast.outcome.Outcome.Lost;
import dev.holdfast.outcome.Phase;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with the stream of one call that broke off after content, where that is wished and can be
 * done honestly. Whether and when an attempt follows is decided by the engine, as for any failure.
 */
final class Resumption {
  /** How often one answer may break off: somebody pays for each part. */
  private static final int MOST = 3;

  private final Handed handed;
  private int breaks;
  private Cost cost = Cost.NONE;
  private @Nullable Partial partial;
  private @Nullable Continued current;
  private @Nullable ErrorBody said;

  Resumption(ReplayMemory memory) {
    this.handed = new Handed(memory);
  }

  /** What was handed on. */
  Handed handed() {
    return handed;
  }

  /** What the upstream said when the answer broke off, if it said anything. */
  @Nullable ErrorBody said() {
    return said;
  }

  /** Whether an attempt may follow that goes on where this outcome of a stream broke off. */
  boolean takes(Outcome outcome) {
    boolean broken = outcome instanceof Lost || error(outcome) != null;
    if (!broken || outcome.phase() != Phase.CONTENT) {
      return false;
    }
    said = error(outcome);
    if (current != null) {
      cost = current.cost();
      current = null;
    }
    return ++breaks <= MOST && handed.whole();
  }

  /** The error event of a stream. */
  private static @Nullable ErrorBody error(Outcome outcome) {
    boolean stream = outcome instanceof Answered answer && answer.status() / 100 == 2;
    return stream ? ((Answered) outcome).error() : null;
  }

  /** Makes the request to go on with; fails if what came cannot be continued honestly. */
  Future<Void> prepare(Outbound outbound, Way way) {
    List<Buffer> events = handed.events();
    return outbound.further(way, chunks -> continued(events, chunks), handed.size());
  }

  private List<Buffer> continued(List<Buffer> events, List<Buffer> chunks) throws IOException {
    Partial came = Partial.read(events);
    if (!came.continuable()) {
      throw new CannotChange("more than text came: the answer is not continued");
    }
    cost = partial == null ? came.cost() : cost;
    partial = came;
    return came.blank() ? chunks : new ContinuedRequest(came.text()).applyTo(chunks);
  }

  /** How the events of the next attempt join on; null while nothing has broken off. */
  @Nullable Continued next(int attempt) {
    Partial before = partial;
    if (before == null) {
      return null;
    }
    String note = "holdfast: the answer broke off here; attempt " + attempt + " goes on with it";
    Continued next = new Continued(before, cost, note);
    current = next;
    return next;
  }
}
