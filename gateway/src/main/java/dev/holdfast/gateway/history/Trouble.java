package dev.holdfast.gateway.history;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says in one line why nothing can be written or read. */
final class Trouble {
  private static final int LONGEST = 160;

  private Trouble() {}

  /** The reason of a failure, without the path to it. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    if (cause instanceof SQLiteException sqlite) {
      return sqlite(sqlite);
    }
    return cause instanceof SQLException sql ? server(sql) : first(cause);
  }

  /** Whether it is the fault of what was written, so that trying it again would not help. */
  static boolean oursAlone(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return (sqlite.getResultCode().code & 0xff) == 19;
      }
      if (cause instanceof SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
      }
    }
    return true;
  }

  private static String sqlite(SQLiteException e) {
    // The low byte is the kind, the rest says more about it: https://sqlite.org/rescode.html
    return switch (e.getResultCode().code & 0xff) {
      case 5, 6 -> "another program has locked it";
      case 8 -> "it cannot be written: check its permissions and those of its folder";
      case 10 -> "the disk fails: " + first(e);
      case 11, 26 -> "the file is damaged or no SQLite database: move it away for a new one";
      case 13 -> "the disk is full";
      case 14 -> "it cannot be opened: check its path and permissions";
      default -> first(e);
    };
  }

  private static String server(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.startsWith("08") || state.startsWith("57P")) {
      return "PostgreSQL does not answer";
    }
    if (state.startsWith("28")) {
      return "PostgreSQL refuses the user or the password";
    }
    return state.equals("53100") ? "the disk of PostgreSQL is full" : first(e);
  }

  private static String first(Throwable e) {
    String message = e.getMessage();
    String line =
        message == null || message.isBlank()
            ? e.getClass().getSimpleName()
            : message.strip().lines().findFirst().orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
