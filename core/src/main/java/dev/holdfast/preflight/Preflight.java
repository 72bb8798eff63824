package dev.holdfast.preflight;

import dev.holdfast.outcome.JsonScanner;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the body of a request while it passes, cut anywhere into chunks, and keeps none of it.
 *
 * <p>Rejects only what certainly fails: what is unknown, given twice or not understood passes. Not
 * thread-safe; one for each request.
 */
public final class Preflight {
  /** The API's limit for messages in a request, and for requests in a batch. */
  private static final long MOST_ITEMS = 100_000;

  /** The official SDKs stream beyond this: ten minutes at 128,000 tokens an hour. */
  private static final BigDecimal LONG_ANSWER = BigDecimal.valueOf(21_333);

  /** Less base64 than this is not worth a second request. */
  private static final long MUCH_BASE64 = 1024L * 1024;

  private final RequestKind kind;
  private final boolean longerOutput;
  private final RequestReader facts = new RequestReader();
  private final JsonScanner scanner = new JsonScanner(RequestReader.NAMES, facts);
  private long size;

  /**
   * For one request.
   *
   * @param betas its {@code anthropic-beta}: one may raise a model's maximum; null if it has none
   */
  public Preflight(RequestKind kind, @Nullable String betas) {
    this.kind = kind;
    this.longerOutput = betas != null && betas.contains("output-");
  }

  /** Looks at the remaining bytes of a chunk. */
  public void feed(ByteBuffer chunk) {
    size += chunk.remaining();
    scanner.feed(chunk);
  }

  /** How many bytes passed. */
  public long size() {
    return size;
  }

  /** The model asked for; null if none was told. */
  public @Nullable String model() {
    return facts.model();
  }

  /** Whether the answer is to be a stream. */
  public boolean stream() {
    return facts.stream();
  }

  /** Whether it offers the model any tools. */
  public boolean offersTools() {
    return facts.offersTools();
  }

  /** How big it is. */
  public Extent extent() {
    return new Extent(facts.tokens(), facts.stream(), facts.fast());
  }

  /** What there is to say of the whole body. */
  public PreflightReport report() {
    List<Finding> findings = new ArrayList<>(0);
    Finding tooLarge = kind.tooLarge(size);
    if (tooLarge != null) {
      findings.add(tooLarge);
    }
    boolean tools = false;
    if (kind.json() && (size > 0 || kind.conversation())) {
      String unread = unread();
      if (unread != null) {
        findings.add(new Finding(Check.NOT_JSON, "the request body", unread));
      } else if (!facts.twice()) {
        content(findings);
        tools = kind.conversation();
      }
    }
    return findings.isEmpty()
        ? PreflightReport.nothing()
        : new PreflightReport(findings, tools ? facts.tools().more() : 0);
  }

  /** Why the body cannot be judged; null if it can. */
  private @Nullable String unread() {
    if (size == 0) {
      return "is empty";
    }
    if (scanner.broken()) {
      return "is not JSON";
    }
    if (!scanner.whole()) {
      return "ends in the middle of its JSON";
    }
    return facts.object() ? null : "is a list, not an object";
  }

  private void content(List<Finding> findings) {
    if (kind.conversation()) {
      messages(findings);
      facts.tools().addTo(findings);
    } else if (facts.requests() > MOST_ITEMS) {
      String what = "has " + facts.requests() + " requests; the limit is " + MOST_ITEMS;
      findings.add(new Finding(Check.TOO_MANY_REQUESTS, "requests", what));
    }
    output(findings);
    base64(findings);
    input(findings);
  }

  private void messages(List<Finding> findings) {
    String wrong = null;
    if (!facts.gaveMessages()) {
      wrong = "is missing";
    } else if (!facts.listOfMessages()) {
      wrong = "is not a list";
    } else if (facts.messages() == 0) {
      wrong = "is empty";
    }
    if (wrong != null && !facts.thread()) {
      findings.add(new Finding(Check.NO_MESSAGES, "messages", wrong));
    } else if (facts.messages() > MOST_ITEMS) {
      String what = "has " + facts.messages() + " elements; the limit is " + MOST_ITEMS;
      findings.add(new Finding(Check.TOO_MANY_MESSAGES, "messages", what));
    }
  }

  private void output(List<Finding> findings) {
    BigDecimal maxTokens = kind == RequestKind.MESSAGE ? number(facts.maxTokens()) : null;
    if (maxTokens == null) {
      return;
    }
    ModelLimits limits = longerOutput ? null : ModelLimits.of(facts.model());
    if (limits != null && maxTokens.compareTo(BigDecimal.valueOf(limits.output())) > 0) {
      String what = "is " + facts.maxTokens() + "; the most of this model is " + limits.output();
      findings.add(new Finding(Check.TOO_MANY_TOKENS, "max_tokens", what));
    } else if (!facts.stream() && maxTokens.compareTo(LONG_ANSWER) > 0) {
      String what = "is " + facts.maxTokens() + " for an answer that is not a stream";
      findings.add(new Finding(Check.NOT_STREAMED, "max_tokens", what));
    }
  }

  private static @Nullable BigDecimal number(@Nullable String text) {
    try {
      return text == null ? null : new BigDecimal(text);
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }

  private void base64(List<Finding> findings) {
    if (facts.base64() >= MUCH_BASE64 && facts.base64() * 2 >= size) {
      long share = 100 * facts.base64() / size;
      String what = "is " + share + "% inline base64 (" + facts.base64() + " bytes)";
      findings.add(new Finding(Check.INLINE_BASE64, "the request body", what));
    }
  }

  private void input(List<Finding> findings) {
    ModelLimits limits = kind.conversation() ? ModelLimits.of(facts.model()) : null;
    if (limits != null && facts.tokens() > limits.context()) {
      String what =
          "is about "
              + facts.tokens()
              + " tokens; the context of this model is "
              + limits.context();
      findings.add(new Finding(Check.LONG_INPUT, "the input", what));
    }
  }
}
