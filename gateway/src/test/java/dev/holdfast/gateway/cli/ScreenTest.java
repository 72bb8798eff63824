package dev.holdfast.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.gateway.cli.screen.Paint;
import dev.holdfast.gateway.cli.screen.Table;
import dev.holdfast.gateway.cli.screen.Table.Cell;
import dev.holdfast.gateway.cli.screen.Table.Column;
import dev.holdfast.gateway.cli.screen.Terminal;
import dev.holdfast.gateway.cli.screen.Wrap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Colours, wrapping and tables. */
class ScreenTest {
  @Test
  void textIsBrokenAtBlanksAndLongWordsAreKept() {
    assertThat(Wrap.lines("a bb ccc dddddddd e", 6))
        .containsExactly("a bb", "ccc", "dddddddd", "e");
    assertThat(Wrap.labelled("x: ", "one two", 6)).isEqualTo("x: one\n   two");
  }

  @Test
  void columnsLineUpWhateverTheirColour() {
    var table = new Table(List.of(Column.narrow("A"), Column.number("N"), Column.wide("TEXT", 1)));
    var red = new Paint(true);
    table.row(new Cell("long", red::red), Cell.of("7"), Cell.of("some words here"));
    table.row(Cell.of("b"), Cell.of("12"), Cell.of("x"));
    assertThat(table.lines(20, UnaryOperator.identity()))
        .containsExactly(
            "A      N  TEXT",
            "\u001b[31mlong\u001b[0m   7  some words",
            "          here",
            "b     12  x");
  }

  @Test
  void colourIsForPeopleWhoWantIt() {
    assertThat(coloured(true, Map.of())).isTrue();
    assertThat(coloured(false, Map.of())).isFalse();
    assertThat(coloured(true, Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(coloured(true, Map.of("NO_COLOR", ""))).isTrue();
    assertThat(coloured(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(coloured(false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
    assertThat(coloured(false, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"))).isFalse();
  }

  private static boolean coloured(boolean live, Map<String, String> environment) {
    return Terminal.coloured(environment, live);
  }
}
