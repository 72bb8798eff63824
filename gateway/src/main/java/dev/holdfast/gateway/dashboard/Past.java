package dev.holdfast.gateway.dashboard;

import dev.holdfast.gateway.board.Answer;

final class Past {
  Answer page(String at, boolean zips) {
    return Answer.html(404, "<!doctype html>" + at.length(), zips);
  }
}
