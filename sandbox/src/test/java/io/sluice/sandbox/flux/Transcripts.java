package io.sluice.sandbox.flux;

import io.sluice.sandbox.flux.Session.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Types what a transcript says and writes down what is answered.
final class Transcripts {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final FluxCommand flux;
    private final Deeds deeds;
    private final Map<String, String> variables;

    /// @param variables what `${name}` stands for in a command
    Transcripts(FluxCommand flux, Deeds deeds, Map<String, String> variables) {
        this.flux = flux;
        this.deeds = deeds;
        this.variables = Map.copyOf(variables);
    }

    Session play(Session session) {
        List<Step> played = new ArrayList<>();
        for (Step step : session.steps()) {
            switch (step) {
                case Step.Remark remark -> played.add(remark);
                case Step.Deed deed -> {
                    deeds.perform(deed.text());
                    played.add(deed);
                }
                case Step.Typed typed -> played.add(type(typed.command()));
            }
        }
        return new Session(played);
    }

    private Step type(String command) {
        String typed = command;
        for (var variable : variables.entrySet()) {
            typed = typed.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        List<String> words = words(typed);
        if (!words.getFirst().equals("flux")) {
            throw new IllegalArgumentException("only flux is typed, not: " + command);
        }
        FluxCommand.Answer answer = flux.run(words.subList(1, words.size()));
        return new Step.Typed(command, Normalized.of(answer.text()).stripTrailing(), answer.exit());
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
