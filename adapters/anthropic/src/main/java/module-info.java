import org.jspecify.annotations.NullMarked;

/** The official anthropic-java with the engine inside. */
@NullMarked
module dev.holdfast.anthropic {
  requires transitive dev.holdfast;
  requires transitive com.anthropic.core;
  requires static org.jspecify;

  exports dev.holdfast.anthropic;
}
