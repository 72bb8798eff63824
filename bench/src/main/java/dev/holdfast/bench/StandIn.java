package dev.holdfast.bench;

import dev.holdfast.decide.Policy;
import dev.holdfast.event.Listener;
import dev.holdfast.gateway.config.GatewayConfig;
import dev.holdfast.gateway.config.GatewayConfig.Admin;
import dev.holdfast.gateway.config.GatewayConfig.GiveUp;
import dev.holdfast.gateway.config.GatewayConfig.Limits;
import dev.holdfast.gateway.config.GatewayConfig.Listen;
import dev.holdfast.gateway.config.GatewayConfig.Retry;
import dev.holdfast.gateway.serve.Gateway;
import dev.holdfast.gateway.serve.StartFailed;
import java.net.URI;
import java.time.Duration;

/** Starts the gateway as long as the program has no command of its own that does. */
public final class StandIn {
  private StandIn() {}

  /** Serves on the first port, with its upstream on the second. */
  public static void main(String[] args) throws StartFailed {
    Listen listen = new Listen("127.0.0.1", Integer.parseInt(args[0]), null);
    Listen admin = new Listen("127.0.0.1", 0, null);
    URI upstream = URI.create("http://127.0.0.1:" + args[1]);
    GatewayConfig config =
        new GatewayConfig(
            listen,
            new Admin(admin, null),
            new GatewayConfig.Upstream(upstream, null, null, false),
            new Retry(Policy.defaults(), GiveUp.STOP),
            new Limits(Duration.ofSeconds(1), 0.4));
    Gateway gateway = Gateway.start(config, Listener.NONE);
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
  }
}
