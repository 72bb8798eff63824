package dev.holdfast.gateway.board;

import dev.holdfast.situation.Advice;
import java.util.Map;

/** What the gateway knows of itself at this moment. Asked by scrapes, on any thread: be quick. */
public interface Vitals {
  /** How many calls have begun and not ended. */
  long callsInFlight();

  /** How many bytes of request bodies are kept for sending again. */
  long replayMemoryUsed();

  /** How many bytes may be kept; callers beyond it are refused. */
  long replayMemoryLimit();

  /** The share of each rate limit that is used, by what it counts; of the fullest one each. */
  Map<String, Double> quotaRatios();

  /** What the situation advises. */
  Advice advice();

  /** 1 while the history is written, 0 while it is not; not a number if none is wanted. */
  double historyUp();

  /** How much of it was dropped because it could not be written in time. */
  double historyDropped();
}
