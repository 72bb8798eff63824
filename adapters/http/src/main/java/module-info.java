import org.jspecify.annotations.NullMarked;

/** {@link java.net.http.HttpClient} made to last. */
@NullMarked
module dev.holdfast.http {
  requires transitive dev.holdfast;
  requires transitive java.net.http;
  requires static org.jspecify;

  exports dev.holdfast.http;
}
