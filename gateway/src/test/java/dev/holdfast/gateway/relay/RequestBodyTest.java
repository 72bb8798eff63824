package dev.holdfast.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.holdfast.gateway.edit.BodyEdit;
import dev.holdfast.preflight.Preflight;
import dev.holdfast.preflight.RequestKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that is sent again with changes, and the memory for it. */
class RequestBodyTest {
  private static final Vertx VERTX = Vertx.vertx();
  private final ReplayMemory memory = new ReplayMemory(64 << 20);
  private final RequestBody body = new RequestBody(memory, new Preflight(RequestKind.OTHER, null));

  @AfterAll
  static void close() throws Exception {
    get(VERTX.close());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000, 30_000_000})
  void onlyWhatIsAddedTakesMemory(int length) throws Exception {
    String before = "{\"model\":\"m\",\"x\":\"" + "x".repeat(length) + "\"}";
    body.add(Buffer.buffer(before));
    RequestBody longer = get(body.edited(BodyEdit.NONE.set("y", "12345"), VERTX));
    assertThat(longer.size()).isEqualTo(before.length() + 10);
    assertThat(longer.model()).isEqualTo("m");
    assertThat(memory.used()).isEqualTo(before.length() + 10);
    RequestBody shorter = get(body.edited(BodyEdit.NONE.drop("x"), VERTX));
    assertThat(shorter.size()).isEqualTo("{\"model\":\"m\"}".length());
    assertThat(memory.used()).isEqualTo(before.length() + 10);
    shorter.release();
    longer.release();
    body.release();
    assertThat(memory.used()).isZero();
  }

  @Test
  void withoutMemoryThereIsNoChange() {
    body.add(Buffer.buffer("{}"));
    String much = "\"" + "x".repeat(64 << 20) + "\"";
    Future<RequestBody> edited = body.edited(BodyEdit.NONE.set("x", much), VERTX);
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> get(edited))
        .withMessageContaining("replay memory is full");
    assertThat(memory.used()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000_000})
  void whatIsNoObjectCannotBeChanged(int length) {
    body.add(Buffer.buffer("x".repeat(length)));
    Future<RequestBody> edited = body.edited(BodyEdit.NONE.drop("x"), VERTX);
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(edited));
    assertThat(memory.used()).isEqualTo(length);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
