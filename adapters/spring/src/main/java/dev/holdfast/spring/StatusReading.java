package dev.holdfast.spring;

import dev.holdfast.http.StatusPage;
import dev.holdfast.upstream.UpstreamStatus;
import org.jspecify.annotations.Nullable;

/**
 * The status page, if it is read; it is closed with the context.
 *
 * @param page null if it is not
 */
record StatusReading(@Nullable StatusPage page) implements AutoCloseable {
  private static final UpstreamStatus UNREAD = UpstreamStatus.unread("not read");

  /** What it said last; nothing if it is not read. */
  UpstreamStatus status() {
    return page == null ? UNREAD : page.status();
  }

  @Override
  public void close() {
    if (page != null) {
      page.close();
    }
  }
}
