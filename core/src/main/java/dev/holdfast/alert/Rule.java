package dev.holdfast.alert;

import java.time.Instant;
import java.util.List;

/** One rule: looks at the view and tells what it finds, for scopes in trouble and for open ones. */
interface Rule {
  List<Finding> look(View view);

  /** Nobody looked for a while: what began is not known to have lasted. */
  default void unwatched(Instant now) {}
}
