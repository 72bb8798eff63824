package dev.holdfast.spring;

import org.springframework.ai.model.anthropic.autoconfigure.AnthropicConnectionProperties;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Switches the SDK's own retries off, which know neither budgets nor each other. */
final class OneRetrier implements BeanPostProcessor {
  private static final System.Logger LOG = System.getLogger(OneRetrier.class.getName());

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof AnthropicConnectionProperties connection) {
      Integer told = connection.getMaxRetries();
      if (told == null) {
        connection.setMaxRetries(0);
      } else if (told > 0) {
        LOG.log(
            System.Logger.Level.WARNING,
            "spring.ai.anthropic.max-retries={0} retries on top of Holdfast: remove it",
            told);
      }
    }
    return bean;
  }
}
