package dev.holdfast.gateway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.preflight.Finding;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.preflight.PreflightReport;

/** A preflight as programs read it. */
final class PreflightJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PreflightJson() {}

  static String of(String file, Preflight preflight, PreflightReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("level", report.level().slug());
    root.put("file", file);
    root.put("bytes", preflight.size());
    root.put("model", preflight.model());
    root.put("stream", preflight.stream());
    root.put("input_tokens", preflight.extent().tokens());
    root.putArray("findings").addAll(report.findings().stream().map(PreflightJson::of).toList());
    root.put("more", report.more());
    return root.toPrettyString();
  }

  private static ObjectNode of(Finding finding) {
    return JSON.createObjectNode()
        .put("check", finding.check().slug())
        .put("level", finding.check().level().slug())
        .put("where", finding.where())
        .put("what", finding.what())
        .put("mend", finding.check().mend());
  }
}
