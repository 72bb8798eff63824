package dev.holdfast.lab.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One block of a message's content, able to show itself whole (JSON answer) and in pieces (stream).
 * The pieces always add up to the whole.
 */
sealed interface Block {
  /** The block as it stands in a JSON answer. */
  ObjectNode whole();

  /** The block as {@code content_block_start} announces it: same shape, nothing in it yet. */
  ObjectNode start();

  /** The {@code delta} objects in order, made one at a time because a stream may be long. */
  Iterator<ObjectNode> deltas();

  /** How much the model wrote, for the estimate of output tokens. */
  long characters();

  /** Text that the model says. */
  record Text(List<String> pieces) implements Block {
    @Override
    public ObjectNode whole() {
      return node(String.join("", pieces));
    }

    @Override
    public ObjectNode start() {
      return node("");
    }

    @Override
    public Iterator<ObjectNode> deltas() {
      return pieces.stream().map(piece -> delta("text_delta", "text", piece)).iterator();
    }

    @Override
    public long characters() {
      return pieces.stream().mapToLong(String::length).sum();
    }

    private static ObjectNode node(String text) {
      return Json.object().put("type", "text").put("text", text).putNull("citations");
    }
  }

  /** Thinking; its signature comes in one delta just before the block ends. */
  record Thinking(List<String> pieces, String signature) implements Block {
    @Override
    public ObjectNode whole() {
      return node(String.join("", pieces), signature);
    }

    @Override
    public ObjectNode start() {
      return node("", "");
    }

    @Override
    public Iterator<ObjectNode> deltas() {
      return Stream.concat(
              pieces.stream().map(piece -> delta("thinking_delta", "thinking", piece)),
              Stream.of(delta("signature_delta", "signature", signature)))
          .iterator();
    }

    @Override
    public long characters() {
      return pieces.stream().mapToLong(String::length).sum();
    }

    private static ObjectNode node(String thinking, String signature) {
      return Json.object()
          .put("type", "thinking")
          .put("thinking", thinking)
          .put("signature", signature);
    }
  }

  /** A call of a tool; {@code type} is {@code tool_use} or {@code server_tool_use}. */
  record ToolUse(String type, String id, String name, ObjectNode input) implements Block {
    private static final int PIECE = 16;

    @Override
    public ObjectNode whole() {
      return node(input);
    }

    @Override
    public ObjectNode start() {
      return node(Json.object());
    }

    @Override
    public Iterator<ObjectNode> deltas() {
      String json = Json.write(input);
      // The first piece is empty on the real wire too.
      return IntStream.iterate(-PIECE, at -> at < json.length(), at -> at + PIECE)
          .mapToObj(at -> at < 0 ? "" : json.substring(at, Math.min(at + PIECE, json.length())))
          .map(piece -> delta("input_json_delta", "partial_json", piece))
          .iterator();
    }

    @Override
    public long characters() {
      return Json.write(input).length();
    }

    private ObjectNode node(ObjectNode shown) {
      ObjectNode node = Json.object().put("type", type).put("id", id).put("name", name);
      node.set("input", shown);
      node.putObject("caller").put("type", "direct");
      return node;
    }
  }

  /** The content for each way to answer. */
  static List<Block> of(AnswerKind kind, Ask ask, AnswerSpec spec, Ids ids) {
    Block text = new Text(Sample.pieces(spec));
    return switch (kind) {
      case EMPTY -> List.of();
      // Most refusals come before any output; asking for events makes one that breaks off.
      case REFUSAL -> spec.events() == null ? List.of() : List.of(text);
      case THINKING -> List.of(new Thinking(Sample.pieces(spec), ids.next("sig")), text);
      case TOOL_USE -> List.of(tool(ask, ids));
      case PAUSE_TURN -> List.of(text, search(ids));
      case TEXT, MAX_TOKENS, STOP_SEQUENCE, MODEL_CONTEXT_WINDOW_EXCEEDED -> List.of(text);
    };
  }

  private static Block tool(Ask ask, Ids ids) {
    JsonNode tool = ask.tool();
    String name = tool == null ? "lab_tool" : tool.path("name").asText("lab_tool");
    return new ToolUse("tool_use", ids.next("toolu"), name, Sample.input(tool));
  }

  private static Block search(Ids ids) {
    ObjectNode input = Json.object().put("query", "holdfast kelp");
    return new ToolUse("server_tool_use", ids.next("srvtoolu"), "web_search", input);
  }

  private static ObjectNode delta(String type, String field, String piece) {
    return Json.object().put("type", type).put(field, piece);
  }
}
