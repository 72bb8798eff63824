package dev.holdfast.examples.spring;

import dev.holdfast.situation.Advice;
import dev.holdfast.spring.Lookout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application that asks a model. The starter guards the model; nothing here does.
 *
 * <p>See {@code /actuator/health}, {@code /actuator/holdfast} and {@code /actuator/metrics}.
 */
@SpringBootApplication
@RestController
public class SpringApp {
  private final ChatClient chat;
  private final Lookout lookout;

  SpringApp(ChatModel model, Lookout lookout) {
    this.chat = ChatClient.create(model);
    this.lookout = lookout;
  }

  /** Starts it on port 8080. */
  public static void main(String[] args) {
    SpringApplication.run(SpringApp.class, args);
  }

  /** An answer, or in an outage a quick and honest no. */
  @GetMapping("/ask")
  ResponseEntity<String> ask(@RequestParam(defaultValue = "How is it going?") String question) {
    if (lookout.situation().advice() == Advice.FALL_BACK) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .body(lookout.situation().sentence());
    }
    return ResponseEntity.ok(chat.prompt(question).call().content());
  }
}
