package dev.holdfast.lab.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.lab.fault.FaultSequence;
import dev.holdfast.lab.wire.AnswerKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The help names everything, fits a terminal, and its examples are valid. */
class LabHelpTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("x-lab-fault: ([^\\[' ]+)'|\"faults?\": \"([^\"]+)\"");

  @Test
  void linesFitATerminal() {
    assertThat(LabHelp.text().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void everyAnswerIsNamed() {
    assertThat(LabHelp.text()).contains(AnswerKind.words());
  }

  @Test
  void itsExamplesAreValid() {
    Matcher matcher = EXAMPLE.matcher(LabHelp.text());
    int found = 0;
    while (matcher.find()) {
      FaultSequence.parse(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
      found++;
    }
    assertThat(found).isGreaterThan(4);
  }
}
