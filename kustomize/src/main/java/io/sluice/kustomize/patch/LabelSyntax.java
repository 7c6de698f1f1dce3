package io.sluice.kustomize.patch;

import io.sluice.kustomize.KustomizeException;
import io.sluice.kustomize.yaml.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the keys and values of labels may look like.
final class LabelSyntax {

    private static final int LONGEST = 63;
    private static final int LONGEST_PREFIX = 253;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String FORM =
            " must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
                    + " an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
                    + " regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private LabelSyntax() {}

    static void checkKey(String key) {
        List<String> problems = problems(key);
        if (!problems.isEmpty()) {
            throw new KustomizeException(
                    "invalid label key " + GoQuote.quote(key) + ": " + String.join("; ", problems));
        }
    }

    private static List<String> problems(String key) {
        var problems = new ArrayList<String>();
        String[] parts = key.split("/", -1);
        if (parts.length > 2) {
            return List.of(
                    "a qualified name"
                            + FORM
                            + " with an optional DNS subdomain prefix and '/' (e.g."
                            + " 'example.com/MyName')");
        }
        if (parts.length == 2) {
            prefix(parts[0], problems);
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
            problems.add("name part must be non-empty");
        } else if (name.length() > LONGEST) {
            problems.add("name part must be no more than " + LONGEST + " characters");
        }
        if (!NAME.matcher(name).matches()) {
            problems.add("name part" + FORM);
        }
        return problems;
    }

    private static void prefix(String prefix, List<String> problems) {
        if (prefix.isEmpty()) {
            problems.add("prefix part must be non-empty");
            return;
        }
        if (prefix.length() > LONGEST_PREFIX) {
            problems.add("prefix part must be no more than " + LONGEST_PREFIX + " characters");
        }
        if (!DOMAIN.matcher(prefix).matches()) {
            problems.add(
                    "prefix part a lowercase RFC 1123 subdomain must consist of lower case"
                            + " alphanumeric characters, '-' or '.', and must start and end with an"
                            + " alphanumeric character (e.g. 'example.com', regex used for"
                            + " validation is"
                            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
        }
    }

    static void checkValue(String key, String value) {
        String problem = "";
        if (value.length() > LONGEST) {
            problem = "must be no more than " + LONGEST + " characters";
        } else if (!value.isEmpty() && !NAME.matcher(value).matches()) {
            problem =
                    "a valid label must be an empty string or consist of alphanumeric characters,"
                            + " '-', '_' or '.', and must start and end with an alphanumeric"
                            + " character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used"
                            + " for validation is"
                            + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
        }
        if (!problem.isEmpty()) {
            throw new KustomizeException(
                    "invalid label value: "
                            + GoQuote.quote(value)
                            + ": at key: "
                            + GoQuote.quote(key)
                            + ": "
                            + problem);
        }
    }
}
