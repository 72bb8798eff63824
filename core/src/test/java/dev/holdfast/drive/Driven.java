package dev.holdfast.drive;

import dev.holdfast.call.Call;
import dev.holdfast.call.Step.Send;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** The ways to drive a call, so that every case runs on all of them. */
enum Driven {
  BLOCKING {
    @Override
    String run(Call call, Exchange<String> exchange, VirtualTime time) throws Exception {
      return new BlockingDriver<>(call, exchange, time).run();
    }
  },
  ASYNC_ANSWERED_AT_ONCE {
    @Override
    String run(Call call, Exchange<String> exchange, VirtualTime time) throws Exception {
      AsyncExchange<String> async =
          send -> CompletableFuture.completedFuture(send).thenApply(s -> attempt(exchange, s));
      return await(new AsyncDriver<>(call, async, time).run(), time);
    }
  },
  ASYNC_ANSWERED_LATER {
    @Override
    String run(Call call, Exchange<String> exchange, VirtualTime time) throws Exception {
      AsyncExchange<String> async =
          send -> {
            CompletableFuture<Reply<String>> reply = new CompletableFuture<>();
            time.after(Duration.ofMillis(1), () -> answer(reply, exchange, send));
            return reply;
          };
      return await(new AsyncDriver<>(call, async, time).run(), time);
    }
  };

  abstract String run(Call call, Exchange<String> exchange, VirtualTime time) throws Exception;

  private static Reply<String> attempt(Exchange<String> exchange, Send send) {
    try {
      return exchange.attempt(send);
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static void answer(
      CompletableFuture<Reply<String>> reply, Exchange<String> exchange, Send send) {
    try {
      reply.complete(exchange.attempt(send));
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      reply.completeExceptionally(e);
    }
  }

  /** What a future brought once virtual time has run out, thrown as the blocking way throws it. */
  static String await(CompletableFuture<String> future, VirtualTime time) throws Exception {
    time.runAll();
    if (!future.isDone()) {
      throw new AssertionError("never completed");
    }
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }
}
