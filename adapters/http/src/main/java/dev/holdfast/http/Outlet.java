package dev.holdfast.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a body leaves: first what was held of it, then what comes, then its end. The end may come
 * from the connection's thread while the taker's still asks for what was held; it waits for that.
 */
final class Outlet implements Flow.Subscription {
  private final Runnable left;
  private final AtomicReference<@Nullable List<ByteBuffer>> held = new AtomicReference<>();
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  /** How many pieces the taker has asked for and not got. */
  private final AtomicLong wanted = new AtomicLong();

  private volatile Flow.@Nullable Subscription upstream;
  private volatile Flow.@Nullable Subscriber<? super List<ByteBuffer>> taker;

  /** Whether what was held is out, so that the end may follow. */
  private volatile boolean emptied;

  private volatile boolean cancelled;

  /** How a body ends: well, or with an exception. */
  private record End(@Nullable IOException broken) {}

  /**
   * An outlet without a taker.
   *
   * @param left told when the taker wants no more
   */
  Outlet(Runnable left) {
    this.left = left;
  }

  void upstream(Flow.Subscription subscription) {
    upstream = subscription;
    if (cancelled) {
      subscription.cancel();
    }
  }

  /** Keeps this for the taker's first request. */
  void hold(List<ByteBuffer> chunks) {
    held.set(chunks.isEmpty() ? null : chunks);
  }

  /** One buffer: of several, a taker may drop those it has not looked at when the body breaks. */
  private static ByteBuffer joined(List<ByteBuffer> chunks) {
    if (chunks.size() == 1) {
      return chunks.get(0);
    }
    int size = chunks.stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer all = ByteBuffer.allocate(size);
    chunks.forEach(all::put);
    return all.flip();
  }

  /** From now on there is a taker. */
  void open(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
    boolean nothingHeld = held.get() == null;
    taker = subscriber;
    subscriber.onSubscribe(this);
    if (nothingHeld) {
      emptied = true;
      finish();
    }
  }

  /** Passes a piece on; only ever after the taker asked for it. */
  void next(List<ByteBuffer> chunks) {
    Flow.Subscriber<? super List<ByteBuffer>> to = taker;
    if (to != null && !cancelled && !chunks.isEmpty()) {
      wanted.decrementAndGet();
      to.onNext(List.of(joined(chunks)));
    }
  }

  /** The body is over; only the first word of it counts. */
  void end(@Nullable IOException broken) {
    if (ended.compareAndSet(false, true)) {
      end.set(new End(broken));
      finish();
    }
  }

  /**
   * Tells the end, once all before it is out. That it broke is told to a taker who asks for more,
   * and so has what came: the JDK's own takers drop what they have not read when they hear of it.
   */
  private void finish() {
    Flow.Subscriber<? super List<ByteBuffer>> to = taker;
    End last = end.get();
    if (last == null || to == null || !emptied || cancelled) {
      return;
    }
    if (last.broken() != null && wanted.get() <= 0) {
      return;
    }
    if (end.compareAndSet(last, null)) {
      tell(to, last.broken());
    }
  }

  private static void tell(Flow.Subscriber<?> to, @Nullable IOException broken) {
    if (broken == null) {
      to.onComplete();
    } else {
      to.onError(broken);
    }
  }

  @Override
  public void request(long n) {
    wanted.accumulateAndGet(n, Outlet::sum);
    List<ByteBuffer> first = n > 0 ? held.getAndSet(null) : null;
    if (first != null) {
      next(first);
      emptied = true;
    }
    finish();
    Flow.Subscription from = upstream;
    long rest = first == null || n == Long.MAX_VALUE ? n : n - 1;
    if (from != null && rest != 0) {
      from.request(rest);
    }
  }

  /** Requests add up, to no more than "all". */
  private static long sum(long wanted, long more) {
    return more > Long.MAX_VALUE - Math.max(wanted, 0) ? Long.MAX_VALUE : wanted + more;
  }

  @Override
  public void cancel() {
    cancelled = true;
    left.run();
    Flow.Subscription from = upstream;
    if (from != null) {
      from.cancel();
    }
  }
}
