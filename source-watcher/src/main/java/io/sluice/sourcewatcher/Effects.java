package io.sluice.sourcewatcher;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.sluice.events.Context;
import io.sluice.events.Event;
import io.sluice.events.ResourceKey;
import io.sluice.events.SourceFailed;
import io.sluice.sourcewatcher.git.GitChecker;
import io.sluice.sourcewatcher.kafka.CommitTraces;
import io.sluice.sourcewatcher.kafka.LogWriter;
import io.sluice.sourcewatcher.kubernetes.References;
import io.sluice.sourcewatcher.kubernetes.Resources;
import io.sluice.sourcewatcher.source.SourceDeclaration;
import io.sluice.sourcewatcher.watch.Effect;
import io.sluice.sourcewatcher.watch.Input;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Carries out what was decided; nothing here waits.
final class Effects {

    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    private final LogWriter log;
    private final CommitTraces traces;
    private final Checks checks;
    private final References references;
    private final Resources resources;
    private final GitChecker git;
    private final Metrics metrics;
    private final Consumer<Input> inputs;

    Effects(
            LogWriter log,
            CommitTraces traces,
            Checks checks,
            References references,
            Resources resources,
            GitChecker git,
            Metrics metrics,
            Consumer<Input> inputs) {
        this.log = log;
        this.traces = traces;
        this.checks = checks;
        this.references = references;
        this.resources = resources;
        this.git = git;
        this.metrics = metrics;
        this.inputs = inputs;
    }

    void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Publish fact -> publish(fact);
            case Effect.PublishAgain again -> log.write(again.topic(), again.envelope());
            case Effect.RunCheck run -> {
                traces.checking(run.check().key());
                checks.start(run.check());
            }
            case Effect.ReadReferences read -> aside("references-" + read.unit(), () -> read(read));
            case Effect.RemoveFinalizer remove ->
                    aside(
                            "finalizer-" + remove.source().key(),
                            () -> removeFinalizer(remove.source()));
            case Effect.Discard discard -> {
                metrics.gone(discard.source());
                aside("discard-" + discard.source(), () -> discard(discard.source()));
            }
        }
    }

    private void publish(Effect.Publish fact) {
        log.write(fact);
        Context context = fact.context();
        String event = fact.event().getClass().getSimpleName();
        metrics.published(event, context.cause().name());
        LOG.atLevel(fact.event() instanceof SourceFailed ? Level.WARN : Level.INFO)
                .log(
                        "{} {} request={} revision={} cause={}",
                        describe(fact.event()),
                        fact.key(),
                        context.request(),
                        context.revision(),
                        context.cause());
    }

    private static String describe(Event event) {
        return event instanceof SourceFailed failed
                ? "failed (%s: %s)".formatted(failed.reason(), failed.message())
                : event.getClass().getSimpleName();
    }

    private static void aside(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(work);
    }

    private void read(Effect.ReadReferences read) {
        boolean told = false;
        while (true) {
            try {
                inputs.accept(
                        new Input.ReferencesRead(
                                read.unit(), read.ticket(), references.read(read.names())));
                return;
            } catch (IOException e) {
                if (!told) {
                    LOG.warn(
                            "the references of {} are read until it works: {}",
                            read.unit(),
                            e.getMessage());
                    told = true;
                }
                if (!pause()) {
                    return;
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void removeFinalizer(SourceDeclaration source) {
        boolean done = false;
        while (!done) {
            try {
                resources.removeFinalizer(source);
                done = true;
            } catch (KubernetesClientException e) {
                LOG.debug("the finalizer of {} is removed again", source.key(), e);
                done = !pause();
            }
        }
    }

    private void discard(ResourceKey source) {
        try {
            git.discard(source);
        } catch (IOException e) {
            LOG.warn("artifacts of {} cannot be removed: {}", source, e.toString());
        }
    }
}
