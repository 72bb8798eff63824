package dev.holdfast.gateway.relay;

import dev.holdfast.call.Endpoint;
import dev.holdfast.call.Endpoints;
import dev.holdfast.call.Route;
import dev.holdfast.call.Target;
import dev.holdfast.decide.FallbackRule;
import dev.holdfast.decide.Trigger;
import dev.holdfast.event.EndpointKey;
import dev.holdfast.gateway.config.ApiKey;
import dev.holdfast.gateway.config.Fallback;
import dev.holdfast.gateway.config.GatewayConfig.Upstream;
import dev.holdfast.gateway.edit.ModelChange;
import dev.holdfast.gateway.security.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the calls of one event loop may go, and how each place is reached. */
final class Ways {
  private static final FallbackRule REFUSED_KEY =
      new FallbackRule(Set.of(Trigger.KEY_REJECTED), Duration.ZERO);

  private final Upstream config;
  private final UpstreamClient primary;
  private final Map<URI, UpstreamClient> others;
  private final Endpoints endpoints;
  private final KeyRing keys;
  private final Supplier<Instant> clock;

  /**
   * The route of one call.
   *
   * @param ways how each of its places is reached
   */
  record Plan(Route route, IdentityHashMap<Target, Way> ways) {
    Way to(Target target) {
      Way way = ways.get(target);
      if (way == null) {
        throw new IllegalArgumentException("not a place of this route: " + target.name());
      }
      return way;
    }
  }

  Ways(Vertx vertx, Upstream config, Endpoints endpoints, KeyRing keys, Supplier<Instant> clock) {
    this(config, new UpstreamClient(vertx, config), others(vertx, config), endpoints, keys, clock);
  }

  private Ways(
      Upstream config,
      UpstreamClient primary,
      Map<URI, UpstreamClient> others,
      Endpoints endpoints,
      KeyRing keys,
      Supplier<Instant> clock) {
    this.config = config;
    this.primary = primary;
    this.others = others;
    this.endpoints = endpoints;
    this.keys = keys;
    this.clock = clock;
  }

  private static Map<URI, UpstreamClient> others(Vertx vertx, Upstream config) {
    Map<URI, UpstreamClient> others = new HashMap<>();
    for (Fallback place : config.fallbacks()) {
      URI url = place.url();
      if (url != null) {
        others.computeIfAbsent(url, other -> new UpstreamClient(vertx, config.at(other)));
      }
    }
    return others;
  }

  /** The same hosts under other rules, with other keys. */
  Ways under(Upstream rules, Endpoints newEndpoints, KeyRing newKeys) {
    return new Ways(rules, primary, others, newEndpoints, newKeys, clock);
  }

  /** The name of the first place. */
  String name() {
    return primary.name();
  }

  /** Where a call may go. */
  Plan plan(Wish wish) {
    EndpointKey to = EndpointKey.of(primary.name(), wish.path(), wish.model());
    Endpoint endpoint = endpoints.of(to);
    List<Target> targets = new ArrayList<>(1);
    IdentityHashMap<Target, Way> ways = new IdentityHashMap<>(4);
    if (config.keys().isEmpty()) {
      Target first = Target.primary(endpoint);
      targets.add(first);
      ways.put(first, new Way.Sent(primary, primary.name(), null, null));
    } else {
      ownKeys(endpoint, targets, ways);
    }
    for (Fallback place : config.fallbacks()) {
      if (wish.allows(place)) {
        add(place, wish, targets, ways);
      }
    }
    return new Plan(new Route(targets), ways);
  }

  /** The first good key, then the others in case it is refused; a renewed one before them. */
  private void ownKeys(Endpoint endpoint, List<Target> targets, IdentityHashMap<Target, Way> ways) {
    List<String> aliases = keys.good(config.keys(), clock.get());
    String first = aliases.get(0);
    String was = keys.value(first);
    FallbackRule none = FallbackRule.DEFAULT;
    Target start = new Target(Target.PRIMARY, endpoint, none, first, () -> true);
    targets.add(start);
    ways.put(start, new Way.Sent(primary, primary.name(), first, null));
    Target renewed =
        new Target(
            first, endpoint, REFUSED_KEY, first, () -> keys.renewed(first, was, clock.get()));
    targets.add(renewed);
    ways.put(renewed, new Way.Sent(primary, primary.name(), first, null));
    for (String alias : aliases.subList(1, aliases.size())) {
      Target next =
          new Target(alias, endpoint, REFUSED_KEY, alias, () -> keys.usable(alias, clock.get()));
      targets.add(next);
      ways.put(next, new Way.Sent(primary, primary.name(), alias, null));
    }
  }

  private void add(
      Fallback place, Wish wish, List<Target> targets, IdentityHashMap<Target, Way> ways) {
    String model = wish.modelAt(place);
    Way way = way(place, model);
    String key = key(way);
    Target target =
        new Target(
            place.name(),
            endpoints.of(keyOf(way, wish, model)),
            place.rule(),
            key,
            () -> key == null || keys.usable(key, clock.get()));
    targets.add(target);
    ways.put(target, way);
  }

  private Way way(Fallback place, @Nullable String model) {
    URI url = place.url();
    UpstreamClient client = url == null ? primary : others.getOrDefault(url, primary);
    ApiKey own = place.key();
    String key = own != null ? own.alias() : firstKey();
    if (place.deed() instanceof Fallback.Say say) {
      return new Way.Said(place.name(), say.text());
    }
    if (place.deed() instanceof Fallback.Defer) {
      return new Way.Batched(client, place.name(), key);
    }
    return new Way.Sent(client, place.name(), key, model == null ? null : new ModelChange(model));
  }

  private @Nullable String firstKey() {
    return config.keys().isEmpty() ? null : keys.good(config.keys(), clock.get()).get(0);
  }

  private static @Nullable String key(Way way) {
    if (way instanceof Way.Sent sent) {
      return sent.key();
    }
    return way instanceof Way.Batched batched ? batched.key() : null;
  }

  private static EndpointKey keyOf(Way way, Wish wish, @Nullable String model) {
    String asked = model == null ? wish.model() : model;
    if (way instanceof Way.Sent sent) {
      return EndpointKey.of(sent.client().name(), wish.path(), asked);
    }
    if (way instanceof Way.Batched batched) {
      return EndpointKey.of(batched.client().name(), wish.path() + "/batches", asked);
    }
    return EndpointKey.of(way.servedBy(), wish.path(), asked);
  }

  Future<Void> close() {
    List<Future<Void>> all = new ArrayList<>();
    all.add(primary.close());
    others.values().forEach(client -> all.add(client.close()));
    return Future.join(all).mapEmpty();
  }
}
