package dev.holdfast.gateway.demo;

import dev.holdfast.gateway.demo.Stage.Counts;
import dev.holdfast.lab.calls.Attempt;
import dev.holdfast.lab.calls.LabCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of a demo.
 *
 * @param attempts how many the upstream counted
 * @param claimed how many the gateway says it made, by the headers of its answers
 * @param slowest the longest wait for a good answer
 * @param rows by fault
 * @param lost what each lost call saw, and what the upstream knows of it
 */
public record Summary(
    Counts counts,
    long attempts,
    long claimed,
    Duration slowest,
    List<Row> rows,
    List<String> lost) {

  /**
   * The calls that met one fault, as the upstream knows it.
   *
   * @param owed what the caller was owed, in words
   * @param kept how many got it
   */
  public record Row(String fault, long calls, String owed, long kept, Duration slowest) {}

  static Summary of(List<Seen> seen, Counts counts, List<LabCall> log) {
    // The gateway reads the lab's status page too, which is nobody's call.
    List<LabCall> calls = log.stream().filter(call -> call.path().startsWith("/v1/")).toList();
    long attempts = calls.stream().mapToLong(call -> call.attempts().size()).sum();
    long claimed = seen.stream().mapToLong(Seen::attempts).sum();
    return new Summary(
        counts, attempts, claimed, Score.slowest(seen), rows(seen, calls), lost(seen, calls));
  }

  /** Whether nothing was lost and the two counts agree. */
  public boolean isClean() {
    return counts.lost() == 0 && counts.waiting() == 0 && attempts == claimed;
  }

  private static List<String> lost(List<Seen> seen, List<LabCall> calls) {
    Map<String, LabCall> byId =
        calls.stream().collect(Collectors.toMap(LabCall::id, Function.identity()));
    return seen.stream()
        .filter(one -> !one.kept())
        .map(one -> one.words() + "; upstream: " + words(byId.get(one.ask().id())))
        .toList();
  }

  private static String words(@Nullable LabCall call) {
    if (call == null) {
      return "never saw it";
    }
    return call.attempts().stream()
        .map(one -> "at %s %s, %s".formatted(one.at(), one.fault(), one.ended()))
        .collect(Collectors.joining("; "));
  }

  private static List<Row> rows(List<Seen> seen, List<LabCall> calls) {
    Map<String, Seen> byId =
        seen.stream().collect(Collectors.toMap(one -> one.ask().id(), Function.identity()));
    Map<String, List<Seen>> byFault = new LinkedHashMap<>();
    for (LabCall call : calls) {
      Seen one = byId.get(call.id());
      String fault = fault(call);
      if (one != null && !fault.equals("none")) {
        byFault.computeIfAbsent(fault, key -> new ArrayList<>()).add(one);
      }
    }
    return byFault.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList();
  }

  private static String fault(LabCall call) {
    return call.attempts().stream()
        .map(Attempt::fault)
        .filter(fault -> !fault.equals("none"))
        .findFirst()
        .orElse("none");
  }

  private static Row row(String fault, List<Seen> calls) {
    Act act =
        Act.PLAY.stream()
            .filter(one -> fault.equals(one.fault()))
            .findFirst()
            .orElse(Act.PLAY.get(0));
    String owed =
        switch (act.promise()) {
          case ANSWER -> "a good answer";
          case ERROR -> "the error itself";
          case ERROR_EVENT -> "an error event";
        };
    String title = Objects.equals(act.fault(), fault) ? act.title() : fault;
    long kept = calls.stream().filter(Seen::kept).count();
    return new Row(title, calls.size(), owed, kept, Score.slowest(calls));
  }
}
