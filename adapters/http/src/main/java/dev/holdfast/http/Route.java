package dev.holdfast.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The wrapped client, and what the caller wants done with answers. */
record Route<T>(HttpClient client, @Nullable PushPromiseHandler<T> pushes, BodyHandler<T> handler) {

  /** Sends a request once and gives its answer as soon as it can be judged. */
  CompletableFuture<HttpResponse<Arrived>> send(HttpRequest request, boolean message) {
    BodyHandler<Arrived> arriving = head -> new Arrived(head, message);
    return pushes == null
        ? client.sendAsync(request, arriving)
        : client.sendAsync(request, arriving, pushed(pushes));
  }

  /** Pushed answers go to the caller's own handlers, untouched; only the types stand in the way. */
  @SuppressWarnings("unchecked")
  private static <T> PushPromiseHandler<Arrived> pushed(PushPromiseHandler<T> pushes) {
    return (initiating, pushed, accept) ->
        pushes.applyPushPromise(
            initiating,
            pushed,
            handler ->
                (CompletableFuture<HttpResponse<T>>)
                    (CompletableFuture<?>) accept.apply((BodyHandler<Arrived>) (Object) handler));
  }
}
