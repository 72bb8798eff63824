package dev.holdfast.gateway.config;

import dev.holdfast.alert.AlertNames;
import dev.holdfast.alert.AlertSettings;
import dev.holdfast.alert.BurstSettings;
import dev.holdfast.alert.DeploySettings;
import dev.holdfast.alert.Manners;
import dev.holdfast.alert.OutageSettings;
import dev.holdfast.alert.RuleSettings;
import dev.holdfast.alert.Slo;
import dev.holdfast.alert.Threshold;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads when humans are called. */
final class AlertReader {
  private final Settings settings;
  private final RuleSettings usual = RuleSettings.defaults();

  AlertReader(Settings settings) {
    this.settings = settings;
  }

  AlertConfig read(Map<String, String> environment) {
    return new AlertConfig(
        settings.of(AlertKeys.MODE), new Sinks(settings, environment).read(), rules());
  }

  private AlertSettings rules() {
    AlertNames names =
        new AlertNames(settings.of(AlertKeys.ENV), settings.ifSet(AlertKeys.INSTANCE));
    RuleSettings rules =
        new RuleSettings(
            outage(),
            bursts(),
            usual.auth().with(of(AlertKeys.AUTH, usual.auth().threshold())),
            usual.limits().with(of(AlertKeys.LIMITS, usual.limits().threshold())),
            deploy(),
            usual.client().with(of(AlertKeys.CLIENT, usual.client().threshold())));
    return new AlertSettings(names, rules, Manners.defaults(), slo());
  }

  private Threshold of(AlertKeys.Numbers keys, Threshold usually) {
    return usually
        .lasting(settings.of(keys.lasting()))
        .ratio(settings.of(keys.ratio()))
        .minimum(settings.of(keys.minimum()));
  }

  private OutageSettings outage() {
    OutageSettings usually = usual.outage();
    Threshold threshold = of(AlertKeys.SUSTAINED, usually.threshold());
    // Whoever wants to be woken by less must not be kept asleep by the doubt about it.
    double certain =
        usually.certain() * threshold.trip().ratio() / usually.threshold().trip().ratio();
    return new OutageSettings(
        threshold,
        Math.min(usually.certain(), certain),
        usually.critical(),
        settings.of(AlertKeys.CARRIED),
        usually.proof(),
        settings.ifSet(AlertKeys.OVERLOAD_FOR));
  }

  private BurstSettings bursts() {
    BurstSettings usually = usual.bursts();
    return new BurstSettings(
        usually.minimum(),
        usually.share(),
        settings.of(AlertKeys.MANY),
        settings.of(AlertKeys.MANY_WITHIN));
  }

  private DeploySettings deploy() {
    DeploySettings usually = usual.deploy();
    return new DeploySettings(
        of(AlertKeys.DEPLOY, usually.threshold()),
        usually.attempts(),
        usually.times(),
        usually.floor(),
        settings.of(AlertKeys.WITHIN));
  }

  private @Nullable Slo slo() {
    Double target = settings.ifSet(AlertKeys.SLO);
    if (target != null && target >= 1) {
      settings.complain(AlertKeys.SLO, "'100%' leaves nothing to fail: promise less");
      return null;
    }
    return target == null ? null : Slo.of(target);
  }
}
