package dev.holdfast.lab.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/** One message from the model, made once and then written either whole or as events. */
public final class Reply {
  private final String id;
  private final Ask ask;
  private final AnswerKind kind;
  private final List<Block> blocks;
  private final long outputTokens;

  private Reply(String id, Ask ask, AnswerKind kind, List<Block> blocks) {
    this.id = id;
    this.ask = ask;
    this.kind = kind;
    this.blocks = List.copyOf(blocks);
    this.outputTokens = 1 + blocks.stream().mapToLong(Block::characters).sum() / 4;
  }

  /** Makes the reply that a request and its {@code x-lab-answer} call for. */
  public static Reply to(Ask ask, AnswerSpec spec, Ids ids) {
    boolean tool = ask.toolForced() && ask.tool() != null;
    AnswerKind kind =
        Objects.requireNonNullElse(spec.kind(), tool ? AnswerKind.TOOL_USE : AnswerKind.TEXT);
    return new Reply(ids.next("msg"), ask, kind, Block.of(kind, ask, spec, ids));
  }

  List<Block> blocks() {
    return blocks;
  }

  /** What its usage tells. */
  public long outputTokens() {
    return outputTokens;
  }

  /** The message as a JSON answer carries it. */
  public String json() {
    ObjectNode message = message();
    ArrayNode content = message.putArray("content");
    blocks.forEach(block -> content.add(block.whole()));
    stop(message);
    message.set("usage", usage(outputTokens));
    return Json.write(message);
  }

  /** The message as {@code message_start} announces it: no content, no stop reason. */
  ObjectNode opening() {
    ObjectNode message = message();
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence").putNull("stop_details");
    message.set("usage", usage(1));
    return message;
  }

  /** The data of {@code message_delta}; its usage is cumulative. */
  ObjectNode closing() {
    ObjectNode event = Json.object().put("type", "message_delta");
    stop(event.putObject("delta"));
    event
        .putObject("usage")
        .put("input_tokens", ask.inputTokens())
        .put("cache_creation_input_tokens", 0)
        .put("cache_read_input_tokens", 0)
        .put("output_tokens", outputTokens)
        .putNull("server_tool_use");
    return event;
  }

  private ObjectNode message() {
    return Json.object()
        .put("id", id)
        .put("type", "message")
        .put("role", "assistant")
        .put("model", ask.model())
        .putNull("container");
  }

  private void stop(ObjectNode node) {
    node.put("stop_reason", kind.stopReason());
    node.put("stop_sequence", kind == AnswerKind.STOP_SEQUENCE ? ask.stopSequence() : null);
    if (kind == AnswerKind.REFUSAL) {
      node.putObject("stop_details")
          .put("type", "refusal")
          .put("category", "cyber")
          .put("explanation", "The lab was asked to refuse.");
    } else {
      node.putNull("stop_details");
    }
  }

  private ObjectNode usage(long output) {
    ObjectNode usage =
        Json.object()
            .put("input_tokens", ask.inputTokens())
            .put("cache_creation_input_tokens", 0)
            .put("cache_read_input_tokens", 0);
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", 0)
        .put("ephemeral_1h_input_tokens", 0);
    return usage
        .put("output_tokens", output)
        .putNull("server_tool_use")
        .put("service_tier", "standard")
        .put("inference_geo", "global");
  }
}
