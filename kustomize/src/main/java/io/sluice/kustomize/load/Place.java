package io.sluice.kustomize.load;

import io.sluice.kustomize.GitUrl;
import java.util.ArrayList;
import java.util.List;

/// Where something is, as the kustomizations on the way to it name it; links are not followed.
///
/// @param repository the repository, empty if it is what is being built
/// @param ref its revision, empty if none is named
/// @param path from the directory that is built, or from the repository's root
public record Place(String repository, String ref, String path) {

    /// The directory that is built.
    public static final Place TOP = new Place("", "", "");

    /// What the reference calls the root of a repository in the origins it notes.
    private static final String ROOT = "notCloned";

    /// What is called `name` from here.
    public Place append(String name) {
        GitUrl url = GitUrls.parse(name);
        if (url == null) {
            return new Place(repository, ref, clean(path + "/" + name, path.isEmpty()));
        }
        String inside = clean(url.path(), false);
        return new Place(url.repository(), url.ref(), inside.isEmpty() ? ROOT : inside);
    }

    /// The path without `.`, and without `..` but where it begins with them.
    private static String clean(String path, boolean first) {
        String start = first ? path.substring(1) : path;
        boolean absolute = start.startsWith("/");
        List<String> parts = new ArrayList<>();
        for (String part : start.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !(absolute && part.equals(".."))) {
                parts.add(part);
            }
        }
        return (absolute ? "/" : "") + String.join("/", parts);
    }
}
