package io.sluice.sandbox.flux;

import io.sluice.sandbox.demo.Stage;
import io.sluice.sandbox.service.Service;
import java.util.List;
import java.util.Locale;

/// What happens beside the command line: commits, and services that come and go.
final class Deeds {

    private final Stage stage;

    Deeds(Stage stage) {
        this.stage = stage;
    }

    void perform(String text) {
        List<String> words = List.of(text.split(" ", -1));
        switch (words.getFirst()) {
            case "commit" -> {
                stage.homelab().bump(words.get(1), words.get(2));
                stage.copy().commitAndPush("Update " + words.get(1));
            }
            case "break" -> {
                stage.homelab().breakYaml(words.get(1));
                stage.copy().commitAndPush("Break " + words.get(1));
            }
            case "revert" -> stage.copy().revertAndPush();
            case "converged" -> stage.awaitConverged(System.nanoTime());
            case "kill" -> stage.sandbox().service(service(words.get(1))).kill();
            case "start" -> {
                stage.sandbox().service(service(words.get(1))).start();
                stage.sandbox().recordProcesses();
            }
            default -> throw new IllegalArgumentException("no such deed: " + text);
        }
    }

    private static Service service(String name) {
        return Service.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
