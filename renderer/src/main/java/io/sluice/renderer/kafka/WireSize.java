package io.sluice.renderer.kafka;

import io.sluice.events.wire.EventJson;
import io.sluice.events.wire.Topic;
import io.sluice.renderer.answers.Answer;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/// How large a body is on the wire, compressed as the producer does it.
final class WireSize {

    /// The largest that is sent, bytes.
    static final long LIMIT = Topic.MAX_RECORD_BYTES;

    /// Below this nothing can be too large, so nothing is measured.
    private static final long SURELY_SMALL = LIMIT / 4;

    private WireSize() {}

    /// The size, or an upper bound where it is small.
    static long of(Answer.Body body) {
        long plain = body.assembly().sizes().stream().mapToLong(Long::longValue).sum();
        return plain < SURELY_SMALL ? plain : compressed(EventJson.write(body.manifests()));
    }

    private static long compressed(byte[] json) {
        var buffer = new ByteBufferOutputStream(1 << 20);
        try (OutputStream out =
                Compression.zstd().build().wrapForOutput(buffer, RecordBatch.CURRENT_MAGIC_VALUE)) {
            out.write(json);
        } catch (IOException impossible) {
            throw new IllegalStateException("writing into memory", impossible);
        }
        return buffer.position();
    }
}
