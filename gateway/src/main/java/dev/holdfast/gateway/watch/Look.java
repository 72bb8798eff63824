package dev.holdfast.gateway.watch;

import dev.holdfast.upstream.StatusDocument.Page;

/** What a look at a page showed. */
sealed interface Look permits Look.Seen, Fetched.Missed {
  /** It could be read, now or when it last changed. */
  record Seen(Page page) implements Look {}
}
