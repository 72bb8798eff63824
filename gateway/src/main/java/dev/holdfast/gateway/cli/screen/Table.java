package dev.holdfast.gateway.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Columns of wrapped text. Narrow columns are as wide as their text, wide ones share the rest. */
public final class Table {
  private static final int GAP = 2;

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A table without rows. */
  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param share how much of the width left it takes, compared with others; 0 for just enough
   * @param right whether text ends at the right edge
   */
  public record Column(String head, int share, boolean right) {
    /** As wide as its longest word or line needs. */
    public static Column narrow(String head) {
      return new Column(head, 0, false);
    }

    /** As wide as its longest number, ranged right. */
    public static Column number(String head) {
      return new Column(head, 0, true);
    }

    /** Takes a share of the width left. */
    public static Column wide(String head, int share) {
      return new Column(head, share, false);
    }
  }

  /**
   * A text and its colour, which is put on after wrapping.
   *
   * @param text line breaks in it are kept
   */
  public record Cell(String text, UnaryOperator<String> paint) {
    /** Without colour. */
    public static Cell of(String text) {
      return new Cell(text, UnaryOperator.identity());
    }
  }

  /** Adds a row: one cell for each column. */
  public void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  /** The table, head first. */
  public List<String> lines(int width, UnaryOperator<String> headPaint) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    lines.addAll(row(columns.stream().map(c -> new Cell(c.head(), headPaint)).toList(), widths));
    rows.forEach(row -> lines.addAll(row(row, widths)));
    return lines;
  }

  private int[] widths(int width) {
    int[] widths = new int[columns.size()];
    int rest = width - GAP * (columns.size() - 1);
    int shares = 0;
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).share() == 0 ? longest(i) : 0;
      rest -= widths[i];
      shares += columns.get(i).share();
    }
    for (int i = 0; i < widths.length; i++) {
      int share = columns.get(i).share();
      widths[i] = share == 0 ? widths[i] : Math.max(8, rest * share / shares);
    }
    return widths;
  }

  private int longest(int column) {
    int longest = columns.get(column).head().length();
    for (List<Cell> row : rows) {
      for (String line : row.get(column).text().split("\n", -1)) {
        longest = Math.max(longest, line.length());
      }
    }
    return longest;
  }

  private List<String> row(List<Cell> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Wrap.lines(cells.get(i).text(), widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      lines.add(line(cells, wrapped, line, widths));
    }
    return lines;
  }

  private String line(List<Cell> cells, List<List<String>> wrapped, int line, int[] widths) {
    StringBuilder text = new StringBuilder();
    int blanks = 0;
    for (int i = 0; i < widths.length; i++) {
      String part = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
      int rest = Math.max(0, widths[i] - part.length());
      boolean right = columns.get(i).right();
      if (!part.isEmpty()) {
        text.append(" ".repeat(blanks + (right ? rest : 0)));
        text.append(cells.get(i).paint().apply(part));
        blanks = 0;
      }
      // An empty part leaves all its width to the blanks before the next.
      blanks += GAP + (right && !part.isEmpty() ? 0 : rest);
    }
    return text.toString();
  }
}
