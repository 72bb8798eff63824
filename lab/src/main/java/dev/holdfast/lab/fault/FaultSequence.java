package dev.holdfast.lab.fault;

import dev.holdfast.lab.spec.Spec;
import dev.holdfast.lab.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Faults for attempts 1, 2, 3 and so on; behind its end an attempt succeeds. */
public final class FaultSequence {
  // "529x2", "500*", "500xforever"; the count stands before the parameters: "429x2;retry-after=3".
  private static final Pattern REPEATED = Pattern.compile("(.*?)(?:x(\\d+)|(x?\\*|x?forever))");

  private final String text;
  private final List<Item> items;

  private FaultSequence(String text, List<Item> items) {
    this.text = text;
    this.items = List.copyOf(items);
  }

  /** Reads comma-separated faults; a complaint names the word that is wrong. */
  public static FaultSequence parse(String text) {
    List<Item> items = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      items.add(item(item.strip()));
    }
    return new FaultSequence(text.strip(), items);
  }

  /** A sequence of one fault that never ends. */
  public static FaultSequence lasting(FaultSpec spec) {
    return new FaultSequence(spec.text() + "*", List.of(new Item(spec, 1, true)));
  }

  /** Returns the fault of an attempt, counted from 1, or null when the sequence is over. */
  public @Nullable FaultSpec at(long attempt) {
    long left = attempt;
    for (Item item : items) {
      if (item.lasting || left <= item.times) {
        return item.spec;
      }
      left -= item.times;
    }
    return null;
  }

  /** Whether its last fault never ends. */
  public boolean endless() {
    return items.get(items.size() - 1).lasting;
  }

  /** The sequence as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static Item item(String text) {
    if (text.isEmpty()) {
      throw new SpecException("an empty fault; write one like 529 or reset, see 'lab upstream -h'");
    }
    String head = text.split(";", 2)[0].strip();
    String rest = text.contains(";") ? text.substring(text.indexOf(';')) : "";
    Matcher repeated = REPEATED.matcher(head);
    if (!repeated.matches()) {
      return new Item(FaultGrammar.one(text), 1, false);
    }
    FaultSpec spec = FaultGrammar.one(repeated.group(1) + rest);
    String times = repeated.group(2);
    return times == null
        ? new Item(spec, 1, true)
        : new Item(spec, Spec.number("repetition", times, 1, 1_000_000_000), false);
  }

  /** One fault for some attempts in a row. */
  private record Item(FaultSpec spec, int times, boolean lasting) {}
}
