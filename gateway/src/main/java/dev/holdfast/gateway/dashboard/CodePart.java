package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.config.InForce;
import dev.holdfast.gauge.Code;
import dev.holdfast.gauge.Figures;
import dev.holdfast.gauge.Measure;
import dev.holdfast.verdict.CodeReference;
import dev.holdfast.verdict.CodeReference.Row;
import java.time.Duration;
import java.util.List;

/** The thirteen codes: what each means, what is done about it, and how often it came. */
final class CodePart implements Part {
  private static final List<Duration> SPANS =
      List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

  @Override
  public String id() {
    return "codes";
  }

  @Override
  public void write(Html to, Moment moment) {
    InForce policy = new InForce(moment.gear().policy());
    List<Figures> figures = SPANS.stream().map(moment.picture().survey().gauges()::over).toList();
    Tables.open(
        to,
        "Code reference",
        "code",
        "meaning",
        "retry?",
        "what Holdfast does",
        "5 min",
        "1 h",
        "24 h",
        "last seen");
    CodeReference.rows().forEach(row -> row(to, row, policy, figures, moment));
    Tables.close(to);
    to.open("ul", "class", "fine");
    policy.general().forEach(sentence -> to.put("li", sentence));
    to.close();
  }

  private static void row(Html to, Row row, InForce policy, List<Figures> figures, Moment moment) {
    boolean now = count(figures.get(0), row) > 0;
    to.open("tr", "class", now ? "now" : null).put("th", "" + row.code(), "scope", "row");
    to.open("td");
    if (row.type() != null) {
      to.put("code", row.type()).text(" ");
    }
    to.text(row.meaning()).close();
    to.put("td", policy.retry(row)).put("td", policy.action(row));
    figures.forEach(each -> to.put("td", number(count(each, row)), "class", "n"));
    to.open("td");
    seen(to, moment, row);
    to.close().close();
  }

  private static String number(long count) {
    return count == 0 ? "·" : "%,d".formatted(count);
  }

  private static void seen(Html to, Moment moment, Row row) {
    Sightings.Last last = moment.seen().errors().get(row.code());
    if (last == null) {
      to.text("·");
      return;
    }
    Times.ago(to, last.at(), moment.now());
    for (String id : last.ids()) {
      to.text(" ").put("code", id, "class", "id");
    }
  }

  private static long count(Figures figures, Row row) {
    return figures.sum(
        series -> series.measure() == Measure.ATTEMPT && belongs(series.code(), row));
  }

  private static boolean belongs(Code code, Row row) {
    boolean spend = code == Code.SPEND_LIMIT && row.code() == 429;
    return spend || code.label().startsWith(Integer.toString(row.code()));
  }
}
