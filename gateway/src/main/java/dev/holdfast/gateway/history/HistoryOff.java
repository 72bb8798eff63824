package dev.holdfast.gateway.history;

/** There is no history to ask at this moment; the message says why. Calls are not concerned. */
public final class HistoryOff extends Exception {
  private static final long serialVersionUID = 1L;

  HistoryOff(String reason) {
    super("history off: " + reason);
  }

  HistoryOff(String reason, Throwable cause) {
    super("history off: " + reason, cause);
  }
}
