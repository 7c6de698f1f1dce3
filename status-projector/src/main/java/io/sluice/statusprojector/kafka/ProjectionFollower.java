package io.sluice.statusprojector.kafka;

import io.sluice.events.Envelope;
import io.sluice.events.ResourceKey;
import io.sluice.events.log.FollowerListener;
import io.sluice.events.log.LogFollower;
import io.sluice.events.log.LogSettings;
import io.sluice.events.wire.EventCodec;
import io.sluice.events.wire.Reading;
import io.sluice.events.wire.Topic;
import io.sluice.statusprojector.projection.Change;
import io.sluice.statusprojector.projection.Position;
import io.sluice.statusprojector.projection.Projection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Feeds the projection with the whole log, and tells who looks on.
public final class ProjectionFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionFollower.class);
    private static final List<Topic> TOPICS =
            List.of(Topic.COMMITS, Topic.REQUESTS, Topic.MANIFESTS, Topic.OUTCOMES, Topic.DRIFT);

    private final Projection projection;
    private final Onlooker onlooker;
    private final LogFollower follower;
    private boolean live;

    /// Who is told what happens to the projection; all calls come from one thread.
    public interface Onlooker {
        /// A record was read; what it says is projected next.
        void read(Envelope record);

        /// The projection answers differently now.
        ///
        /// @param change empty if it is not one for the live stream
        void moved(Topic topic, ResourceKey key, Optional<Change> change);

        /// Everything that was in the log has been read.
        void caughtUp();

        /// Something was lost and is read again.
        void lost();

        /// A record was refused.
        void refused(Reading.Refused refused);
    }

    public ProjectionFollower(
            LogSettings settings, EventCodec codec, Projection projection, Onlooker onlooker) {
        this.projection = projection;
        this.onlooker = onlooker;
        this.follower = new LogFollower(settings, "projection", TOPICS, codec, new Listener());
    }

    /// Starts reading.
    public void start() {
        follower.start();
    }

    /// Whether everything that was there at the start, or after a loss, has been read.
    public boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    /// Whether the loop turned within this time.
    public boolean isTurning(Duration within) {
        return follower.isTurning(within);
    }

    @Override
    public void close() {
        follower.close();
    }

    private final class Listener implements FollowerListener {
        @Override
        public void read(Topic topic, int partition, long offset, Envelope envelope) {
            if (live) {
                onlooker.read(envelope);
            }
            Optional<Change> change =
                    projection.apply(new Position(topic, partition, offset), envelope);
            if (live) {
                change.ifPresent(Listener::log);
                onlooker.moved(topic, envelope.resource(), change);
            }
        }

        @Override
        public void refused(Topic topic, Reading.Refused refused) {
            LOG.warn("record refused: {} ({})", refused.message(), refused.reason());
            onlooker.refused(refused);
        }

        @Override
        public void caughtUp() {
            live = true;
            LOG.info(
                    "caught up: {} units, {} sources",
                    projection.units().size(),
                    projection.sources().size());
            onlooker.caughtUp();
        }

        @Override
        public void lost(Topic topic, int partition) {
            live = false;
            onlooker.lost();
            projection.forget(topic, partition);
        }

        private static void log(Change change) {
            LOG.info(
                    "{} {} revision={} request={}",
                    change.key(),
                    change.stage().word(),
                    change.revision(),
                    change.request());
        }
    }
}
